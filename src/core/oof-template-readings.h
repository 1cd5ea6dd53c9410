/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/oof-options.h"
#include "core/oof-template.h"

G_BEGIN_DECLS

/* The forwarding markers ##oofforwardtrue, ##oofforwardfalse, ##oofforwardusertrue and
 * ##oofforwarduserfalse name the case in which their line is kept (decisions 6); the manual of the
 * original can be read so that they name the case in which it is deleted. Who imports templates is
 * shown both and says which was meant. */

/* Whether the two readings differ. */
gboolean oof_template_has_two_readings (const OofTemplate *self);
/* The same template with the markers turned round: what the other reading means, said in ours.
 * Twice is the same as before. (transfer full) */
OofTemplate *oof_template_reverse (const OofTemplate *self);
/* The internal text for an example: somebody called Anna Muster is away for two weeks, either with
 * a deputy to whom mail goes, or without both. (transfer full) */
char *
oof_template_render_example (const OofTemplate *self, OofOptions *options, gboolean forwarded);

G_END_DECLS
