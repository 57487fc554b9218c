// The one translation unit that holds Boost.JSON's definitions (see ProjectDependencies.cmake).
#include <boost/json/src.hpp>
