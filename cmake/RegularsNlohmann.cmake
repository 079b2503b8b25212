# nlohmann_json as the target `regulars_nlohmann`.
#
# Only its own folder goes on the include path, through a link in the build tree: /usr/include
# itself on emcc's path would hide Emscripten's C library headers behind the host's.
add_library(regulars_nlohmann INTERFACE)
find_path(REGULARS_NLOHMANN_DIR nlohmann/json.hpp
    PATHS /usr/include /usr/local/include NO_CMAKE_FIND_ROOT_PATH)
mark_as_advanced(REGULARS_NLOHMANN_DIR)
if(NOT REGULARS_NLOHMANN_DIR)
    message(FATAL_ERROR "nlohmann/json.hpp was not found. "
        "On Debian: apt-get install nlohmann-json3-dev (or run scripts/setup.sh build).")
endif()
file(MAKE_DIRECTORY "${PROJECT_BINARY_DIR}/include")
file(CREATE_LINK "${REGULARS_NLOHMANN_DIR}/nlohmann" "${PROJECT_BINARY_DIR}/include/nlohmann"
    COPY_ON_ERROR SYMBOLIC)
# SYSTEM: its warnings are not ours to fix.
target_include_directories(regulars_nlohmann SYSTEM INTERFACE "${PROJECT_BINARY_DIR}/include")
