# What is installed beside the program, laid out in the build folder as once installed, and the Debian package of it all:
# cpack -G DEB in the build folder. ./dev.sh package does that with the time of the commit, so that the bytes are the same.

find_program(GZIP gzip REQUIRED)
file(STRINGS ${PROJECT_SOURCE_DIR}/packaging/changelog NEWEST_CHANGE LIMIT_COUNT 1)
if(NOT NEWEST_CHANGE MATCHES "^aka [(]${PROJECT_VERSION}[)]")
    message(FATAL_ERROR "packaging/changelog begins with \"${NEWEST_CHANGE}\" instead of version ${PROJECT_VERSION}")
endif()

# Without name and time the same text gives the same bytes.
function(pack source target)
    get_filename_component(folder ${PROJECT_BINARY_DIR}/${target} DIRECTORY)
    file(MAKE_DIRECTORY ${folder})
    add_custom_command(OUTPUT ${PROJECT_BINARY_DIR}/${target}
                       COMMAND ${GZIP} -9nc ${PROJECT_SOURCE_DIR}/${source} > ${PROJECT_BINARY_DIR}/${target}
                       DEPENDS ${PROJECT_SOURCE_DIR}/${source} VERBATIM)
endfunction()

# man/aka.1 becomes share/man/man1/aka.1.gz, man/da/aka.1 becomes share/man/da/man1/aka.1.gz.
file(GLOB MAN_PAGES CONFIGURE_DEPENDS RELATIVE ${PROJECT_SOURCE_DIR}/man ${PROJECT_SOURCE_DIR}/man/*.[1-8] ${PROJECT_SOURCE_DIR}/man/*/*.[1-8])
set(PACKED share/doc/aka/changelog.gz)
pack(packaging/changelog share/doc/aka/changelog.gz)
install(FILES ${PROJECT_BINARY_DIR}/share/doc/aka/changelog.gz DESTINATION ${CMAKE_INSTALL_DOCDIR})
foreach(page IN LISTS MAN_PAGES)
    get_filename_component(tongue ${page} DIRECTORY)
    get_filename_component(name ${page} NAME)
    string(REGEX REPLACE ".*[.]" "" section ${name})
    cmake_path(APPEND tongue man${section} OUTPUT_VARIABLE folder)
    pack(man/${page} share/man/${folder}/${name}.gz)
    install(FILES ${PROJECT_BINARY_DIR}/share/man/${folder}/${name}.gz DESTINATION ${CMAKE_INSTALL_MANDIR}/${folder})
    list(APPEND PACKED share/man/${folder}/${name}.gz)
endforeach()
list(TRANSFORM PACKED PREPEND ${PROJECT_BINARY_DIR}/)
add_custom_target(packed_texts ALL DEPENDS ${PACKED})
add_dependencies(aka packed_texts)

# Debian's copyright file holds the whole licence, a full stop where a line is empty.
file(READ ${PROJECT_SOURCE_DIR}/LICENSE LICENCE_TEXT)
string(REGEX REPLACE "\n+$" "" LICENCE_TEXT "${LICENCE_TEXT}")
foreach(turn IN ITEMS 1 2)  # two empty lines share a line break
    string(REPLACE "\n\n" "\n.\n" LICENCE_TEXT "${LICENCE_TEXT}")
endforeach()
string(REPLACE "\n" "\n " LICENCE_TEXT " ${LICENCE_TEXT}")
configure_file(${PROJECT_SOURCE_DIR}/packaging/copyright.in ${PROJECT_BINARY_DIR}/share/doc/aka/copyright @ONLY)
set_property(DIRECTORY APPEND PROPERTY CMAKE_CONFIGURE_DEPENDS ${PROJECT_SOURCE_DIR}/LICENSE)

install(FILES ${PROJECT_BINARY_DIR}/share/doc/aka/copyright README.md THIRD-PARTY DESTINATION ${CMAKE_INSTALL_DOCDIR})
install(DIRECTORY packaging/pictures DESTINATION ${CMAKE_INSTALL_DOCDIR}/packaging FILES_MATCHING PATTERN *.svg PATTERN *.png)  # where README.md shows them

# What is linked into the program is meant to be there: THIRD-PARTY names it.
if(AKA_STATIC)
    install(FILES packaging/lintian-overrides DESTINATION ${CMAKE_INSTALL_DATADIR}/lintian/overrides RENAME aka)
endif()

set(CPACK_GENERATOR DEB)
set(CPACK_PACKAGE_CONTACT "ArbejdskraftAlliancen <aka@arbejdskraftalliancen.example>")
set(CPACK_PACKAGING_INSTALL_PREFIX /usr)
set(CPACK_STRIP_FILES ON)
# Whoever builds may have another umask.
set(CPACK_INSTALL_DEFAULT_DIRECTORY_PERMISSIONS OWNER_READ OWNER_WRITE OWNER_EXECUTE GROUP_READ GROUP_EXECUTE WORLD_READ WORLD_EXECUTE)
set(CPACK_DEBIAN_FILE_NAME DEB-DEFAULT)
set(CPACK_DEBIAN_PACKAGE_SECTION utils)
set(CPACK_DEBIAN_PACKAGE_SHLIBDEPS ON)
set(CPACK_DEBIAN_PACKAGE_CONTROL_STRICT_PERMISSION ON)
set(CPACK_DEBIAN_PACKAGE_RECOMMENDS "age, less, man-db")
set(CPACK_PACKAGE_DESCRIPTION_SUMMARY "register of a business consultant's enquiries and referrals")
set(CPACK_DEBIAN_PACKAGE_DESCRIPTION
"The offices of a local labour market alliance record with aka what businesses
ask for, see which actor can help with that topic in that municipality, refer
with the business's consent, follow up until the need is met or not, and sum
up the month for the alliance and its funders.

The register is one SQLite file on the consultant's own machine, every change
of it an event in a chain that can be verified. Actors are proposed by a draw
that anyone can check; what is published gives no single business away.

Commands are in English; help, letters and reports in Danish and English.")
include(CPack)
