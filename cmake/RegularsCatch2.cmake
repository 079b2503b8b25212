# Catch2 as the target `regulars_catch2`, and a helper that makes a test binary of it.
#
# Debian 12 has Catch2 2.13 (one header, which also compiles with emcc); a Catch2 3 found by
# CMake is taken where the old header is missing. tests/catch.hpp hides the difference.
# Where neither is there (`make demo` installs only what the demo needs) this file makes no target,
# and the tests are left out.
find_path(REGULARS_CATCH2_DIR catch2/catch.hpp
    PATHS /usr/include /usr/local/include NO_CMAKE_FIND_ROOT_PATH)
mark_as_advanced(REGULARS_CATCH2_DIR)
if(NOT REGULARS_CATCH2_DIR)
    find_package(Catch2 3 QUIET)
    if(NOT Catch2_FOUND)
        message(STATUS "Catch2 was not found: no tests. scripts/setup.sh test installs it.")
        return()
    endif()
endif()
add_library(regulars_catch2 INTERFACE)
if(REGULARS_CATCH2_DIR)
    file(MAKE_DIRECTORY "${PROJECT_BINARY_DIR}/include")
    file(CREATE_LINK "${REGULARS_CATCH2_DIR}/catch2" "${PROJECT_BINARY_DIR}/include/catch2"
        COPY_ON_ERROR SYMBOLIC)
    target_include_directories(regulars_catch2 SYSTEM INTERFACE "${PROJECT_BINARY_DIR}/include")
else()
    target_link_libraries(regulars_catch2 INTERFACE Catch2::Catch2)
    target_compile_definitions(regulars_catch2 INTERFACE REGULARS_CATCH2_V3=1)
endif()
target_include_directories(regulars_catch2 INTERFACE "${PROJECT_SOURCE_DIR}/tests")
# Where a test finds tests/vectors and demo/programs.
target_compile_definitions(regulars_catch2 INTERFACE
    REGULARS_SOURCE_DIR="${PROJECT_SOURCE_DIR}")

# Catch2's own implementation is compiled once for all test binaries: it takes longer than most tests.
add_library(regulars_test_main OBJECT "${PROJECT_SOURCE_DIR}/tests/engine/main.cpp")
target_link_libraries(regulars_test_main PUBLIC regulars_flags regulars_catch2)

# regulars_add_test(<name> SOURCES a.cpp ... [DEPENDS lib ...])
# Makes build/<preset>/<name> and registers it with CTest. Under emcc it becomes a single .cjs
# file that Node runs, reading the source tree through Node's own file system.
function(regulars_add_test name)
    cmake_parse_arguments(arg "" "" "SOURCES;DEPENDS" ${ARGN})
    add_executable(${name} ${arg_SOURCES} $<TARGET_OBJECTS:regulars_test_main>)
    target_link_libraries(${name} PRIVATE
        regulars_flags regulars_warnings regulars_catch2 ${arg_DEPENDS})
    set_target_properties(${name} PROPERTIES RUNTIME_OUTPUT_DIRECTORY "${PROJECT_BINARY_DIR}")
    if(EMSCRIPTEN)
        set_target_properties(${name} PROPERTIES SUFFIX .cjs)
        target_compile_options(${name} PRIVATE -fexceptions)
        target_link_options(${name} PRIVATE -O1 -fexceptions -sSINGLE_FILE=1 -sNODERAWFS=1
            -sEXIT_RUNTIME=1 -sALLOW_MEMORY_GROWTH=1 -sENVIRONMENT=node)
    endif()
    add_test(NAME ${name} COMMAND ${name})
endfunction()
if(EMSCRIPTEN)
    target_compile_options(regulars_test_main PUBLIC -fexceptions)
endif()

# RapidCheck, for properties; native only, since Debian has it as a compiled library. A test
# that uses it is listed behind `if(TARGET regulars_rapidcheck)`.
if(NOT EMSCRIPTEN)
    find_path(REGULARS_RAPIDCHECK_DIR rapidcheck.h)
    find_library(REGULARS_RAPIDCHECK_LIBRARY rapidcheck)
    mark_as_advanced(REGULARS_RAPIDCHECK_DIR REGULARS_RAPIDCHECK_LIBRARY)
    if(REGULARS_RAPIDCHECK_DIR AND REGULARS_RAPIDCHECK_LIBRARY)
        add_library(regulars_rapidcheck INTERFACE)
        target_include_directories(regulars_rapidcheck SYSTEM INTERFACE "${REGULARS_RAPIDCHECK_DIR}")
        target_link_libraries(regulars_rapidcheck INTERFACE "${REGULARS_RAPIDCHECK_LIBRARY}")
    endif()
endif()
