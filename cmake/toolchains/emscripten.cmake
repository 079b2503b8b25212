# Emscripten, wherever it comes from: an `emcc` already on PATH (an activated emsdk) or
# Debian's package, which puts one at /usr/bin/emcc. Its own toolchain file does the work; this
# one finds it and gives emcc what Debian's package lacks.
find_program(REGULARS_EMCC emcc REQUIRED)
find_program(REGULARS_EM_CONFIG em-config REQUIRED)
execute_process(COMMAND "${REGULARS_EM_CONFIG}" EMSCRIPTEN_ROOT
    OUTPUT_VARIABLE REGULARS_EMSCRIPTEN_ROOT OUTPUT_STRIP_TRAILING_WHITESPACE
    COMMAND_ERROR_IS_FATAL ANY)
include("${REGULARS_EMSCRIPTEN_ROOT}/cmake/Modules/Platform/Emscripten.cmake")

# Debian's emcc has no node_modules of its own: acorn (needed by every optimised link) and the
# Closure Compiler come from our package-lock.json. An emsdk brings both, matched to itself.
get_filename_component(REGULARS_ROOT "${CMAKE_CURRENT_LIST_DIR}/../.." ABSOLUTE)
if(NOT EXISTS "${REGULARS_EMSCRIPTEN_ROOT}/node_modules/acorn")
    set_property(GLOBAL PROPERTY RULE_LAUNCH_LINK "${CMAKE_CURRENT_LIST_DIR}/emscripten-link.sh ${REGULARS_ROOT}")
endif()
