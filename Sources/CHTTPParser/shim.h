// Node.js's http-parser. Swift can call all that is used of it.
#ifndef ROOST_CHTTPPARSER_SHIM_H
#define ROOST_CHTTPPARSER_SHIM_H

#include <http_parser.h>

#endif
