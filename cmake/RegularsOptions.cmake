# What can be switched, with defaults that differ only by whether this is the top project:
# a consumer that adds us as a subdirectory gets the libraries and none of our tests or warnings.
option(REGULARS_TESTS "Build the tests" ${PROJECT_IS_TOP_LEVEL})
option(REGULARS_WERROR "Treat warnings in our own sources as errors" ${PROJECT_IS_TOP_LEVEL})
option(REGULARS_BACKEND "Build the merchant backend and the command line" ${PROJECT_IS_TOP_LEVEL})
option(REGULARS_FUZZ "Build the libFuzzer targets (clang only)" OFF)
option(REGULARS_COVERAGE "Instrument for coverage" OFF)
set(REGULARS_SANITIZE "" CACHE STRING "Sanitizers, as the compiler names them: address,undefined")

if(PROJECT_IS_TOP_LEVEL)
    set(CMAKE_EXPORT_COMPILE_COMMANDS ON)
    if(NOT CMAKE_BUILD_TYPE AND NOT CMAKE_CONFIGURATION_TYPES)
        set(CMAKE_BUILD_TYPE RelWithDebInfo CACHE STRING "Build type" FORCE)
    endif()
    # Compiling Boost.Beast and Catch2 dominates a rebuild; ccache makes a clean clone cheap, as
    # long as the folder that the clone lies in is left out of what it compares.
    find_program(REGULARS_CCACHE ccache)
    mark_as_advanced(REGULARS_CCACHE)
    if(REGULARS_CCACHE AND NOT CMAKE_CXX_COMPILER_LAUNCHER)
        set(CMAKE_CXX_COMPILER_LAUNCHER "${CMAKE_COMMAND}" -E env
            "CCACHE_BASEDIR=${PROJECT_SOURCE_DIR}" CCACHE_NOHASHDIR=1 "${REGULARS_CCACHE}")
    endif()
endif()
