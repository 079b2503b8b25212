# Interface targets that our own targets link, and one helper that makes a room's library.
# Flags live here and nowhere in CMAKE_CXX_FLAGS, so a consumer's own flags are left alone.

# How every translation unit of ours is compiled.
add_library(regulars_flags INTERFACE)
target_compile_features(regulars_flags INTERFACE cxx_std_20)
target_include_directories(regulars_flags INTERFACE "${PROJECT_SOURCE_DIR}/src")

# Strict warnings, only when we are the top project.
add_library(regulars_warnings INTERFACE)
if(PROJECT_IS_TOP_LEVEL)
    target_compile_options(regulars_warnings INTERFACE
        -Wall -Wextra -Wpedantic -Wshadow -Wconversion -Wsign-conversion
        -Wnon-virtual-dtor -Woverloaded-virtual -Wold-style-cast -Wcast-align
        -Wdouble-promotion -Wimplicit-fallthrough -Wunused
        # A designated initialiser that leaves the rest at its default is our normal style.
        -Wno-missing-field-initializers)
    if(REGULARS_WERROR)
        target_compile_options(regulars_warnings INTERFACE -Werror)
    endif()
endif()

# The engine refuses with values and never throws, so it is compiled without exceptions
# everywhere; without RTTI only as WebAssembly, where its tables would be bytes to download
# (natively the sanitizers' vptr check needs them).
add_library(regulars_no_exceptions INTERFACE)
target_compile_options(regulars_no_exceptions INTERFACE -fno-exceptions)
if(EMSCRIPTEN)
    target_compile_options(regulars_no_exceptions INTERFACE -fno-rtti)
endif()

# Sanitizers and coverage must be on every object and on the link, so they go with the flags.
if(REGULARS_SANITIZE)
    target_compile_options(regulars_flags INTERFACE
        -fsanitize=${REGULARS_SANITIZE} -fno-sanitize-recover=all -fno-omit-frame-pointer)
    target_link_options(regulars_flags INTERFACE -fsanitize=${REGULARS_SANITIZE})
endif()
if(REGULARS_FUZZ)
    target_compile_options(regulars_flags INTERFACE -fsanitize=fuzzer-no-link)
endif()
if(REGULARS_COVERAGE)
    # Atomic counters: the backend's worker threads would otherwise lose counts.
    target_compile_options(regulars_flags INTERFACE --coverage -fprofile-update=atomic)
    target_link_options(regulars_flags INTERFACE --coverage)
endif()
if(EMSCRIPTEN)
    # Bytes matter more than speed here. Measured on the whole engine, brotli: -O2 98 kB, -Oz 70 kB.
    target_compile_options(regulars_flags INTERFACE $<$<NOT:$<CONFIG:Debug>>:-Oz;-flto>)
endif()

# regulars_add_library(<name> SOURCES a.cpp ... [DEPENDS other ...] [PRIVATE_DEPENDS x ...] [NO_EXCEPTIONS])
# A static library of ours, included from the root of src/ ("engine/money.hpp").
function(regulars_add_library name)
    cmake_parse_arguments(arg "NO_EXCEPTIONS" "" "SOURCES;DEPENDS;PRIVATE_DEPENDS" ${ARGN})
    add_library(${name} STATIC ${arg_SOURCES})
    target_link_libraries(${name}
        PUBLIC regulars_flags ${arg_DEPENDS}
        PRIVATE $<BUILD_INTERFACE:regulars_warnings> ${arg_PRIVATE_DEPENDS})
    if(arg_NO_EXCEPTIONS)
        target_link_libraries(${name} PRIVATE $<BUILD_INTERFACE:regulars_no_exceptions>)
    endif()
endfunction()

# regulars_add_executable(<name> SOURCES a.cpp ... [DEPENDS lib ...])
# The binary lands at the top of the build tree: build/native/regulars.
function(regulars_add_executable name)
    cmake_parse_arguments(arg "" "" "SOURCES;DEPENDS" ${ARGN})
    add_executable(${name} ${arg_SOURCES})
    target_link_libraries(${name} PRIVATE regulars_flags regulars_warnings ${arg_DEPENDS})
    set_target_properties(${name} PROPERTIES RUNTIME_OUTPUT_DIRECTORY "${PROJECT_BINARY_DIR}")
endfunction()
