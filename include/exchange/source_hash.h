/* What tells that two files have the same bytes: SHA-256 (FIPS 180-4), computed by libnettle, which uses the processor's instructions. */
#ifndef EXCHANGE_SOURCE_HASH_H
#define EXCHANGE_SOURCE_HASH_H

#include "exchange/source.h"

#define SOURCE_HASH 65 /* 64 hex digits and '\0' */

/* Reads the whole source, about 1 s for 1.5 GB. ST_IO when it cannot be read or the library is not there. */
enum status source_hash(const struct source *src, char out[SOURCE_HASH], struct err *err);

#endif
