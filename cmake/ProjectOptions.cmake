# How everything here is compiled. Link `project_options` privately from each of our targets.
set(CMAKE_C_STANDARD 99)
set(CMAKE_C_EXTENSIONS OFF)
set(CMAKE_CXX_STANDARD 20)
set(CMAKE_CXX_STANDARD_REQUIRED ON)
set(CMAKE_CXX_EXTENSIONS OFF)
set(CMAKE_POSITION_INDEPENDENT_CODE ON)
set(CMAKE_EXPORT_COMPILE_COMMANDS ON)
set(CMAKE_RUNTIME_OUTPUT_DIRECTORY ${PROJECT_BINARY_DIR}/bin)

option(PROJECT_WERROR "Treat warnings as errors" OFF)
set(PROJECT_SANITIZE "" CACHE STRING "Sanitizers for every target, e.g. address,undefined or thread")
option(PROJECT_FUZZ "Build the fuzz targets for libFuzzer (clang) instead of the replay of their corpora" OFF)

find_program(PROJECT_CCACHE ccache)
if(PROJECT_CCACHE)
  set(CMAKE_C_COMPILER_LAUNCHER ${PROJECT_CCACHE})
  set(CMAKE_CXX_COMPILER_LAUNCHER ${PROJECT_CCACHE})
endif()

add_library(project_options INTERFACE)
target_include_directories(project_options INTERFACE ${PROJECT_SOURCE_DIR})
target_compile_options(project_options INTERFACE
  -Wall -Wextra -Wpedantic -Wshadow
  $<$<COMPILE_LANGUAGE:CXX>:-Wconversion -Wsign-conversion -Wnon-virtual-dtor -Woverloaded-virtual>
  $<$<BOOL:${PROJECT_WERROR}>:-Werror>
  -fvisibility=hidden $<$<COMPILE_LANGUAGE:CXX>:-fvisibility-inlines-hidden>)

if(PROJECT_SANITIZE)
  if(PROJECT_SANITIZE MATCHES "thread")
    add_compile_options(-Wno-tsan)  # Asio's fences; g++ warns that it does not see through them
  endif()
  add_compile_options(-fsanitize=${PROJECT_SANITIZE} -fno-omit-frame-pointer -fno-sanitize-recover=all)
  add_link_options(-fsanitize=${PROJECT_SANITIZE})
  if(PROJECT_SANITIZE MATCHES "undefined" AND NOT PROJECT_FUZZ)
    # These look at every pointer and take 40 % of g++'s time; the fuzz targets are built with them, and what
    # they would find first is seen by the address sanitizer too.
    add_compile_options(-fno-sanitize=null,alignment,object-size,vptr)
  endif()
endif()

if(PROJECT_FUZZ)
  add_compile_options(-fsanitize=fuzzer-no-link)  # counts what is reached, in every library
endif()

# Where CMAKE_UNITY_BUILD joins files (the presets that build tests), nearly all of the time goes into headers
# and is spent once per unit. So a name of an anonymous namespace is used once per target, and g++ must be told
# that a file included by a unit is no header.
set(CMAKE_UNITY_BUILD_BATCH_SIZE 24)
if(CMAKE_UNITY_BUILD)
  add_compile_options($<$<COMPILE_LANG_AND_ID:CXX,GNU>:-Wno-subobject-linkage>)
endif()
