/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/oof-error.h"

G_DEFINE_QUARK (oof - error - quark, oof_error)
