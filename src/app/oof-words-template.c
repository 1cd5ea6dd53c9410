/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/oof-words.h"

#include <glib/gi18n.h>

char *
oof_words_template_by (OofTemplateBy by, const char *name)
{
  switch (by)
    {
    case OOF_TEMPLATE_BY_ABSENCE:
      return g_strdup (_ ("chosen in the absence"));
    case OOF_TEMPLATE_BY_SUBJECT:
      /* Translators: a template; %s is a subject */
      return g_strdup_printf (_ ("of the subject %s"), name);
    case OOF_TEMPLATE_BY_GROUP:
      /* Translators: a template; %s is a group */
      return g_strdup_printf (_ ("of the group %s"), name);
    case OOF_TEMPLATE_BY_NAME:
      return g_strdup (_ ("nobody names another than Standard"));
    case OOF_TEMPLATE_BY_BEING_ALONE:
      return g_strdup (_ ("there is no other"));
    case OOF_TEMPLATE_BY_NOBODY:
      return g_strdup (_ ("there is none: no reply can be written"));
    default:
      g_return_val_if_reached (NULL);
    }
}

const char *
oof_words_template_outcome (OofTemplateOutcome outcome)
{
  switch (outcome)
    {
    case OOF_TEMPLATE_TAKEN:
      return _ ("taken");
    case OOF_TEMPLATE_OVERRULED:
      return _ ("overruled");
    case OOF_TEMPLATE_MISSING:
      return _ ("there is no such template");
    case OOF_TEMPLATE_LIMITED:
      return _ ("limited to other groups");
    case OOF_TEMPLATE_NOT_MEMBER:
      return _ ("not a member");
    case OOF_TEMPLATE_UNNAMED:
      return _ ("names no template");
    default:
      g_return_val_if_reached (NULL);
    }
}
