/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/oof-person-item.h"

struct _OofPersonItem
{
  GObject parent_instance;

  OofPerson *person; /* (owned) */
};

typedef enum
{
  PROP_NAME = 1,
  N_PROPS
} OofPersonItemProp;

static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (OofPersonItem, oof_person_item, G_TYPE_OBJECT)

static void
oof_person_item_finalize (GObject *object)
{
  g_clear_pointer (&OOF_PERSON_ITEM (object)->person, oof_person_unref);

  G_OBJECT_CLASS (oof_person_item_parent_class)->finalize (object);
}

static void
oof_person_item_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  if (prop_id == PROP_NAME)
    g_value_set_string (value, OOF_PERSON_ITEM (object)->person->name);
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
}

static void
oof_person_item_class_init (OofPersonItemClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->finalize = oof_person_item_finalize;
  object_class->get_property = oof_person_item_get_property;

  properties[PROP_NAME] =
      g_param_spec_string ("name", NULL, NULL, NULL, G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
oof_person_item_init (OofPersonItem *self)
{
}

OofPersonItem *
oof_person_item_new (OofPerson *person)
{
  g_return_val_if_fail (person != NULL, NULL);

  OofPersonItem *self = g_object_new (OOF_TYPE_PERSON_ITEM, NULL);
  self->person = oof_person_ref (person);
  return self;
}

OofPerson *
oof_person_item_get_person (OofPersonItem *self)
{
  g_return_val_if_fail (OOF_IS_PERSON_ITEM (self), NULL);

  return self->person;
}
