# Third-party packages. Boost 1.81 or newer, under whatever name the system ships it.
find_package(Threads REQUIRED)
find_package(Boost 1.81 REQUIRED CONFIG COMPONENTS headers filesystem)
find_package(CURL 7.88 REQUIRED)
find_package(OpenSSL 3.0 REQUIRED COMPONENTS Crypto SSL)
find_package(SQLite3 3.40 REQUIRED)
find_package(CLI11 REQUIRED CONFIG)
find_package(spdlog REQUIRED CONFIG)

# Boost.JSON compiled once, into us: a plugin dropped into a directory needs no Boost there.
add_library(project_json STATIC ${PROJECT_SOURCE_DIR}/cmake/boost_json.cpp)
target_link_libraries(project_json PUBLIC Boost::headers)
set_target_properties(project_json PROPERTIES CXX_VISIBILITY_PRESET hidden)
