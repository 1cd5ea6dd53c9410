/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/* Whether a reader may meet a document without the wanted member or element. */
typedef enum
{
  OOF_OPTIONAL, /* absent (in JSON also null): the reader succeeds and leaves the result alone */
  OOF_REQUIRED  /* absent (in JSON also null): OOF_ERROR_PROTOCOL */
} OofPresence;
