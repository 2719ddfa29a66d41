// liblzma, and what of it Swift cannot see: constants that are macros over a cast.
#ifndef ROOST_CLZMA_SHIM_H
#define ROOST_CLZMA_SHIM_H

#include <lzma.h>

static const lzma_vli roost_filter_lzma2 = LZMA_FILTER_LZMA2;
static const lzma_vli roost_filter_x86 = LZMA_FILTER_X86;
static const lzma_vli roost_filter_arm = LZMA_FILTER_ARM;
static const lzma_vli roost_filter_armthumb = LZMA_FILTER_ARMTHUMB;
static const lzma_vli roost_filter_arm64 = LZMA_FILTER_ARM64;
static const lzma_vli roost_filter_end = LZMA_VLI_UNKNOWN;
static const uint32_t roost_preset_extreme = LZMA_PRESET_EXTREME;

#endif
