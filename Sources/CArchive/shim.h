// libarchive, and what of it Swift cannot see: file types that are casts.
#ifndef ROOST_CARCHIVE_SHIM_H
#define ROOST_CARCHIVE_SHIM_H

#include <archive.h>
#include <archive_entry.h>

static const unsigned int roost_type_file = AE_IFREG;
static const unsigned int roost_type_link = AE_IFLNK;

#endif
