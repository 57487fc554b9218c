# Writes INPUT as a C++ char-array initialiser to OUTPUT: the exact bytes, without a size limit of
# string literals. Used to embed manifest.json in the library.
file(READ ${INPUT} bytes HEX)
string(REGEX REPLACE "([0-9a-f][0-9a-f])" "'\\\\x\\1'," bytes "${bytes}")
file(WRITE ${OUTPUT} "${bytes}'\\0'\n")
