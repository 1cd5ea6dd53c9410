/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/oof-render.h"

typedef enum
{
  BARE = 0,
  DEPUTY = 1 << 0,  /* Bernd stands in */
  FORWARD = 1 << 1, /* mail goes to Clara */
  ONE_DAY = 1 << 2,
  HOURS = 1 << 3, /* from 09:30 to 14:00 of the next day */
  OPEN_END = 1 << 4,
  NOTE = 1 << 5,
  ENGLISH = 1 << 6,
  EXTERNAL = 1 << 7,
  HTML = 1 << 8,
  STRANGER = 1 << 9 /* deputy and forward are not in the directory */
} Flags;

typedef struct
{
  guint flags;
  const char *body;
  const char *expected; /* text, with HTML the html */
} Row;

static OofInstant
at (const char *text)
{
  OofInstant instant = OOF_INSTANT_NONE;

  g_assert_true (oof_instant_parse (text, &instant, NULL));
  return instant;
}

static OofPerson *
new_person (const char *given, const char *surname)
{
  g_autofree char *name = g_strdup_printf ("%s %s", given, surname);
  g_autofree char *address = g_strdup_printf ("%s@kontor.example", given);
  OofPerson *person = oof_person_new ("id", address, name);

  oof_person_set (person, "givenName", given);
  oof_person_set (person, "sn", surname);
  oof_person_set (person, "telephoneNumber", "+49 30 1");
  return person;
}

static OofAbsence *
new_absence (guint flags)
{
  OofAbsence *absence = oof_absence_new ("anna@kontor.example", "Europe/Berlin");

  absence->first_day = oof_day_from_ymd (2027, 6, 11); /* a Friday */
  absence->last_day = oof_day_from_ymd (2027, 6, 25);  /* a Friday */
  if (flags & ONE_DAY)
    absence->last_day = absence->first_day;
  if (flags & HOURS)
    {
      absence->all_day = FALSE;
      absence->window = (OofRange){ at ("2027-06-11T07:30:00Z"), at ("2027-06-12T12:00:00Z") };
    }
  if (flags & OPEN_END)
    {
      absence->open_end = TRUE;
      absence->window.to = OOF_INSTANT_FOREVER;
    }
  if (flags & DEPUTY)
    absence->deputy = g_strdup ("bernd@kontor.example");
  if (flags & FORWARD)
    absence->forward_to = g_strdup ("clara@kontor.example");
  if (flags & NOTE)
    absence->note = g_strdup ("Zimmer <3> & @@sn\r\n\"Etage\" 2");
  g_free (absence->subject);
  absence->subject = g_strdup ("Urlaub");
  return absence;
}

static OofRendered *
render (guint flags, const char *body, const char *external)
{
  g_autoptr (OofPerson) anna = new_person ("anna", "Meier");
  g_autoptr (OofPerson) bernd = new_person ("bernd", "Krause");
  g_autoptr (OofPerson) clara = new_person ("clara", "Otto");
  g_autoptr (OofAbsence) absence = new_absence (flags);
  g_autoptr (OofOptions) options = oof_options_new ();
  g_autoptr (OofTemplate) tmpl = oof_template_new ("Standard", (flags & HTML) != 0, body);
  gboolean known = !(flags & STRANGER);
  OofRenderInput input = { .person = anna,
                           .deputy = known && absence->deputy ? bernd : NULL,
                           .forward = known && absence->forward_to ? clara : NULL,
                           .absence = absence,
                           .options = options };

  oof_person_set (anna, "mobile", NULL);
  oof_person_set (anna, "company", "Müller & <Söhne>");
  anna->language = g_strdup ((flags & ENGLISH) ? "en-GB" : NULL);
  tmpl->external = g_strdup (external);
  return oof_render (tmpl, &input, (flags & EXTERNAL) ? OOF_RENDER_EXTERNAL : OOF_RENDER_INTERNAL);
}

static void
check_rows (const Row *rows, guint n)
{
  for (guint i = 0; i < n; i++)
    {
      g_autoptr (OofRendered) rendered = render (rows[i].flags, rows[i].body, NULL);

      if (rows[i].flags & HTML)
        g_assert_cmpstr (rendered->html, ==, rows[i].expected);
      else
        g_assert_cmpstr (rendered->text, ==, rows[i].expected);
    }
}

static void
test_dates (void)
{
  static const Row rows[] = {
    { BARE, "Vom @@ooffrom bis @@oofto, zurück am @@oofback.",
      "Vom 11.06.2027 bis 25.06.2027, zurück am 28.06.2027." },
    { ENGLISH, "From @@ooffrom to @@oofto, back @@oofback",
      "From 11 June 2027 to 25 June 2027, back 28 June 2027" },
    { BARE, "##oofat\nx", "x" },
    { ONE_DAY, "Am @@oofat, @@ooffrom, @@oofto, @@oofback",
      "Am 11.06.2027, 11.06.2027, 11.06.2027, 14.06.2027" },
    { BARE, "a @@oofTimeFrom @@oofTimeTo\n##oofNotTimeFrom  kein Beginn\n##oofNotTimeTo Ende",
      "a  \nkein Beginn\nEnde" },
    { HOURS, "@@ooffrom @@oofTimeFrom - @@oofto @@oofTimeTo\n##oofNotTimeFrom x\n##oofNotTimeTo y",
      "11.06.2027 09:30 - 12.06.2027 14:00" },
    { OPEN_END, "ab @@ooffrom\nbis ##oofto\nam ##oofback\nbis @@oofto.", "ab 11.06.2027\nbis ." },
    { OPEN_END | HOURS, "@@oofTimeFrom ##oofNotTimeTo ja\n##oofTimeTo", "09:30 ja" },
    { BARE, "@@Timezone @@TimezoneValue", "W. Europe Standard Time UTC+02:00" },
    { BARE, "@@EventSubject", "Urlaub" },
  };

  check_rows (rows, G_N_ELEMENTS (rows));
}

static void
test_midnight (void)
{
  g_autoptr (OofPerson) anna = new_person ("anna", "Meier");
  g_autoptr (OofAbsence) absence = new_absence (HOURS);
  g_autoptr (OofOptions) options = oof_options_new ();
  g_autoptr (OofTemplate) tmpl = oof_template_new ("x", FALSE, "@@ooffrom @@oofto @@oofTimeTo");
  OofRenderInput input = { .person = anna, .absence = absence, .options = options };

  absence->window.to = at ("2027-06-11T22:00:00Z");
  g_autoptr (OofRendered) rendered = oof_render (tmpl, &input, OOF_RENDER_INTERNAL);
  g_assert_cmpstr (rendered->text, ==, "11.06.2027 11.06.2027 24:00");
}

static void
test_date_languages (void)
{
  static const struct
  {
    const char *language;
    const char *expected;
  } rows[] = { { "de", "01.03.2027" },   { "de-AT", "01.03.2027" },   { "DE", "01.03.2027" },
               { "en", "1 March 2027" }, { "en_US", "1 March 2027" }, { "fr", "2027-03-01" },
               { "deu", "2027-03-01" },  { NULL, "2027-03-01" },      { "", "2027-03-01" } };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *date = oof_render_date (oof_day_from_ymd (2027, 3, 1), rows[i].language);

      g_assert_cmpstr (date, ==, rows[i].expected);
    }

  g_autofree char *none = oof_render_date (OOF_DAY_NONE, "de");
  g_assert_cmpstr (none, ==, "");
}

static void
test_people (void)
{
  static const Row rows[] = {
    { BARE, "@@givenName@@sn @@displayName, @@mail", "annaMeier anna Meier, anna@kontor.example" },
    { BARE, "Mobil: @@mobile", "Mobil: " },
    { BARE, "a\nMobil: ##mobile\nTel: ##telephoneNumber\nb", "a\nTel: +49 30 1\nb" },
    { BARE, "##oofforwarduser\n##oofforwardmail\nx@@oofforwardsn.", "x@@oofforwardsn." },
    { BARE, "x @@oofforwardsn.", "x ." },
    { DEPUTY, "@@oofforwarduser, @@oofforwardgivenName, @@oofforwardmail",
      "bernd Krause, bernd, bernd@kontor.example" },
    { FORWARD, "@@oofforwarduser @@oofforwardmail", "clara Otto clara@kontor.example" },
    { DEPUTY | FORWARD, "@@oofforwardsn", "Krause" },
    { DEPUTY | STRANGER, "@@oofforwarduser @@oofforwardmail @@oofforwardsn|",
      "bernd@kontor.example bernd@kontor.example |" },
    { DEPUTY, "@@oofforwarddisplayName @@oofforwardxData14@@xData1.", "bernd Krause ." },
    { NOTE, "Notiz: ##personalInfo", "Notiz: Zimmer <3> & @@sn\n\"Etage\" 2" },
    { BARE, "Notiz: ##personalInfo", "" },
  };

  check_rows (rows, G_N_ELEMENTS (rows));
}

static void
test_names (void)
{
  static const Row rows[] = {
    { BARE, "@@oofto.", "25.06.2027." },
    { BARE, "[@@oofto](@@sn)ü", "[25.06.2027](Meier)ü" },
    { BARE, "anna@@b.c", "anna@@b.c" },
    { BARE, "für@@sn", "für@@sn" },
    { BARE, "@@ @@@sn ## # @@1 @", "@@ @Meier ## # @@1 @" },
    { BARE, "Tel.@@sn:@@sn/@@givenName", "Tel.Meier:Meier/anna" },
    { BARE, "@@", "@@" },
    { BARE, "##", "##" },
  };

  check_rows (rows, G_N_ELEMENTS (rows));
}

static void
assert_unknown (guint flags, const char *body, const char *text, const char *names)
{
  g_autoptr (OofRendered) rendered = render (flags, body, NULL);
  g_autofree char *joined = NULL;

  g_ptr_array_add (rendered->unknown, NULL);
  joined = g_strjoinv (" ", (char **) rendered->unknown->pdata);
  g_assert_cmpstr (rendered->text, ==, text);
  g_assert_cmpstr (joined, ==, names);
}

static void
test_unknown (void)
{
  assert_unknown (BARE, "a @@oofton b @@OOFTO c @@oofton", "a  b  c ", "oofton OOFTO");
  assert_unknown (BARE, "a\nb ##nothing\nc", "a\nc", "nothing");
  assert_unknown (BARE, "@@sn", "Meier", "");
  assert_unknown (BARE, "x\n[##OOFSubject:never closed", "x", "OOFSubject");
  assert_unknown (HTML, "<p>a @@xx</p><p><a href=\"@@yy\">b</a></p>", "a\nb", "xx yy");
}

static void
test_markers (void)
{
  static const Row rows[] = {
    { BARE, "##oofinternal  Kollegen\n##oofexternal Kunden\nAlle", "Kollegen\nAlle" },
    { EXTERNAL, "##oofinternal  Kollegen\n##oofexternal Kunden\nAlle", "Kunden\nAlle" },
    { FORWARD, "##oofforwardtrue ja\n##oofforwardfalse nein", "ja" },
    { BARE, "##oofforwardtrue ja\n##oofforwardfalse nein", "nein" },
    { DEPUTY, "##oofforwardusertrue ja\n##oofforwarduserfalse nein", "ja" },
    { BARE, "##oofforwardusertrue ja\n##oofforwarduserfalse nein", "nein" },
    { DEPUTY, "##oofinternal ##oofforwardusertrue\t##oofforwardfalse @@oofforwardsn", "Krause" },
    { DEPUTY, "##oofinternal##oofforwardusertrue@@oofforwardsn", "Krause" },
    { DEPUTY | FORWARD, "##oofinternal ##oofforwardusertrue ##oofforwardfalse x\ny", "y" },
    { BARE, "Kollegen ##oofexternal Kunden\ny", "y" },
    { BARE, "a\n\n##oofexternal\nb\n##oofinternal\nc", "a\n\nb\n\nc" },
    { BARE, "@@oofexternal x", " x" },
    { BARE, "wird @@oofforwardornot weitergeleitet / is @@oofforwardornotol forwarded",
      "wird nicht weitergeleitet / is not forwarded" },
    { FORWARD, "wird @@oofforwardornot weitergeleitet ##oofforwardornot\nx", "x" },
    { BARE, "a\n##NoForwardRequired\nb", "a\nb" },
    { BARE, "##NoForwardRequired a\nb", "a\nb" },
  };

  check_rows (rows, G_N_ELEMENTS (rows));
}

static void
test_languages (void)
{
  static const Row rows[] = {
    { BARE,
      "@@oofto\n[lang:en]\nBack @@oofback\n[/lang]\n[lang:de]\nZurück @@oofback\n[/lang]\n@@oofto",
      "25.06.2027\nZurück 28.06.2027\nBack 28 June 2027\n25.06.2027" },
    { ENGLISH, "[lang:de]\nZurück\n[/lang]\n--\n[lang:en]\nBack\n[/lang]\nx",
      "Back\n--\nZurück\nx" },
    { ENGLISH | HTML, "<p>[lang:de]bis @@oofto[/lang]</p><p>[lang:en]until @@oofto[/lang]</p>",
      "<p>until 25 June 2027</p><p>bis 25.06.2027</p>" },
    { ENGLISH, "[lang:de] bis @@oofto [/lang] until @@oofto", "bis 25.06.2027 until 25 June 2027" },
    { BARE, "[lang:en]##oofexternal x\n##oofinternal @@oofto[/lang]", "25 June 2027" },
    { BARE, "[lang:en]@@oofto", "25 June 2027" },
    { BARE, "[/lang]\n[lang:]\n[lang:toolongtoolongtoolong]\n[lang:de",
      "[lang:toolongtoolongtoolong]\n[lang:de" },
    { HTML, "<p>[lang:en]</p><p>@@oofto</p><p>[/lang]</p><p>@@oofto</p>",
      "<p>25 June 2027</p><p>25.06.2027</p>" },
  };

  check_rows (rows, G_N_ELEMENTS (rows));
}

static void
assert_subject (guint flags, const char *body, const char *text, const char *subject)
{
  g_autoptr (OofRendered) rendered = render (flags, body, NULL);

  g_assert_cmpstr (rendered->text, ==, text);
  g_assert_cmpstr (rendered->subject, ==, subject);
}

static void
test_subject (void)
{
  assert_subject (BARE, "a\nb", "a\nb", NULL);
  assert_subject (BARE, "a\n[##OOFSubject:Nicht da]\nb", "a\nb", "Nicht da");
  assert_subject (BARE, "[##OOFSubject: bis @@oofto ] b", "b", "bis 25.06.2027");
  assert_subject (BARE, "##oofexternal [##OOFSubject:weg]\n[##OOFSubject:da]", "", "da");
  assert_subject (EXTERNAL, "##oofexternal [##OOFSubject:weg]\n[##OOFSubject:da]", "", "weg");
  assert_subject (BARE, "x [##OOFSubject:##mobile]", "x ", NULL);
  assert_subject (NOTE, "[##OOFSubject:@@personalInfo]", "", "Zimmer <3> & @@sn \"Etage\" 2");
  assert_subject (HTML, "<p>[##OOFSubject:B&uuml;ro & @@company]</p><p>a</p>", "a",
                  "Büro & Müller & <Söhne>");
}

static void
test_text (void)
{
  static const Row rows[] = {
    { BARE, "", "" },
    { BARE, "a\r\nb\r\n", "a\nb" },
    { BARE, "\n a\n\n\nb\n\n", "\n a\n\n\nb" },
    { BARE, "##oofexternal a", "" },
    { BARE,
      "a\xff"
      "b",
      "a\xef\xbf\xbd"
      "b" },
  };
  g_autoptr (OofRendered) rendered = render (NOTE, "A & B\n\n@@personalInfo", NULL);
  g_autoptr (OofRendered) empty = render (BARE, "##oofexternal a", NULL);

  check_rows (rows, G_N_ELEMENTS (rows));
  g_assert_cmpstr (rendered->html, ==,
                   "<html><body>A &amp; B<br><br>Zimmer &lt;3&gt; &amp; @@sn<br>"
                   "&quot;Etage&quot; 2</body></html>");
  g_assert_cmpstr (empty->html, ==, "");
}

static void
test_external_text (void)
{
  g_autoptr (OofRendered) shared = render (EXTERNAL, "in", NULL);
  g_autoptr (OofRendered) own = render (EXTERNAL, "in", "out");
  g_autoptr (OofRendered) none = render (EXTERNAL, "in", "");
  g_autoptr (OofRendered) internal = render (BARE, "in", "out");

  g_assert_cmpstr (shared->text, ==, "in");
  g_assert_cmpstr (own->text, ==, "out");
  g_assert_cmpstr (none->html, ==, "");
  g_assert_cmpstr (internal->text, ==, "in");
}

static void
test_html_values (void)
{
  static const Row rows[] = {
    { HTML, "<p>@@company</p>", "<p>Müller &amp; &lt;Söhne&gt;</p>" },
    { HTML | NOTE, "<p>@@personalInfo</p>",
      "<p>Zimmer &lt;3&gt; &amp; @@sn<br>&quot;Etage&quot; 2</p>" },
    { HTML | NOTE, "<p><a title='@@personalInfo' href=\"mailto:@@mail\">x</a></p>",
      "<p><a title='Zimmer &lt;3&gt; &amp; @@sn &quot;Etage&quot; 2' "
      "href=\"mailto:anna@kontor.example\">x</a></p>" },
    { HTML, "<style>@@sn { }</style><!-- @@sn --><p>a&auml;@@sn</p>",
      "<style>@@sn { }</style><!-- @@sn --><p>a&auml;Meier</p>" },
    { HTML, "<p>@@sn&nbsp;&lt;@@mail&gt;</p>", "<p>Meier&nbsp;&lt;anna@kontor.example&gt;</p>" },
  };

  check_rows (rows, G_N_ELEMENTS (rows));
}

static void
test_html_lines (void)
{
  static const Row rows[] = {
    /* elements */
    { HTML, "<p>a</p>\n<p>##oofexternal b</p>\n<p>##oofinternal&nbsp; c</p>",
      "<p>a</p>\n\n<p>c</p>" },
    { HTML, "<div>a</div><div>Tel ##mobile</div><div>c</div>", "<div>a</div><div>c</div>" },
    { HTML, "<ul><li>a</li><li><b>##mobile</b></li></ul>", "<ul><li>a</li></ul>" },
    { HTML, "<ul><li>##mobile</li><li>##oofat</li></ul>x", "x" },
    { HTML, "<ul><li>##mobile<li>b</ul>", "<ul><li>b</ul>" },
    { HTML, "<p><span style=\"color:red\"><b>##oofexternal</b> b</span></p>x", "x" },
    { HTML, "<p><span>##oofinternal</span> b</p>", "<p><span></span>b</p>" },
    { HTML, "<h1>##mobile</h1>x", "x" },
    { HTML,
      "<table><tr><td>Mobil</td><td>##mobile</td></tr><tr><td>Tel</td><td>1</td></tr></table>",
      "<table><tr><td>Tel</td><td>1</td></tr></table>" },
    { HTML, "<table><tr><td><p>Mobil</p></td><td><p>##mobile</p></td></tr></table>",
      "<table><tr><td><p>Mobil</p></td><td></td></tr></table>" },
    { HTML, "<table><tbody><tr><td>##mobile<br>b</td></tr></tbody></table>",
      "<table><tbody><tr><td>b</td></tr></tbody></table>" },
    { HTML, "<li><p>##mobile</p></li>x", "x" },
    { HTML, "<div><p>##mobile</p></div>x", "x" },
    { HTML, "<div><p>a</p>##mobile</div>", "<div><p>a</p></div>" },
    { HTML, "<div>##mobile<p>a</p></div>x", "x" },
    { HTML, "<html><body>##mobile<p>a</p></body></html>", "<html><body><p>a</p></body></html>" },
    /* pieces between br */
    { HTML, "<div>a<br>##mobile x<br>b</div>", "<div>a<br>b</div>" },
    { HTML, "<div>##mobile x<br>b</div>", "<div>b</div>" },
    { HTML, "<div>a<br>##mobile x</div>", "<div>a</div>" },
    { HTML, "<div>a<br>##mobile<br/>##oofat</div>", "<div>a</div>" },
    { HTML, "<p>##mobile<br>##oofat</p>x", "x" },
    { HTML, "<p>##mobile<br></p>x", "x" },
    { HTML, "a<br>\n##mobile<br>\n<br>\nb", "a<br>\n<br>\nb" },
    { HTML, "a<br><b><i>##mobile</i> x</b><br>b", "a<br>b" },
    { HTML, "a<br><b>##mobile<br>b</b>", "a<br><b>b</b>" },
    { HTML, "<div>a<br><img src=\"x\">##mobile<br>b</div>", "<div>a<br>b</div>" },
    /* nothing left, or only a picture */
    { HTML, "<html><body><p>##mobile</p>&nbsp;</body></html>", "" },
    { HTML, "<p><img src=\"logo\"></p>", "<p><img src=\"logo\"></p>" },
    /* broken */
    { HTML, "<p>##mobile<p>a<p>b", "<p>a<p>b" },
    { HTML, "</p></div>a<br>##mobile", "</p></div>a" },
    { HTML, "<div>##mobile</body></html>", "" },
    { HTML, "a<br>##mobile<", "a" },
    { HTML, "<tr><td>a<div>b</tr>##oofexternal<p>c", "<tr><td>a<div>b</tr><p>c" },
  };

  check_rows (rows, G_N_ELEMENTS (rows));
}

static void
set (char **member, const char *value)
{
  g_free (*member);
  *member = g_strdup (value);
}

/* What the options say about the look of texts. */
static void
test_options (void)
{
  g_autoptr (OofPerson) anna = new_person ("anna", "Meier");
  g_autoptr (OofAbsence) absence = new_absence (HOURS);
  g_autoptr (OofOptions) options = oof_options_new ();
  g_autoptr (OofTemplate) text =
      oof_template_new ("x", FALSE, "@@ooffrom @@oofTimeFrom\n[lang:en]@@oofto @@oofTimeTo[/lang]");
  g_autoptr (OofTemplate) html = oof_template_new ("x", TRUE, "<p>@@ooffrom</p>");
  OofRenderInput input = { .person = anna, .absence = absence, .options = options };

  set (&options->date_format, "d. MMMM yyyy");
  set (&options->time_format, "h:mm tt");
  set (&options->font, "Segoe UI, \"Arial\"; x:url(y)");
  set (&options->font_color, "#1a5fb4");
  options->font_size = 11;

  g_autoptr (OofRendered) plain = oof_render (text, &input, OOF_RENDER_INTERNAL);
  g_assert_cmpstr (plain->text, ==, "11. Juni 2027 9:30 AM\n12. June 2027 2:00 PM");
  g_assert_cmpstr (
      plain->html, ==,
      "<html><body><div style=\"font-family:Segoe UI,  Arial   x url y;font-size:11pt;"
      "color:#1a5fb4;\">11. Juni 2027 9:30 AM<br>12. June 2027 2:00 PM</div></body></html>");
  g_autoptr (OofRendered) page = oof_render (html, &input, OOF_RENDER_INTERNAL);
  g_assert_cmpstr (page->html, ==, "<p>11. Juni 2027</p>");

  set (&options->font, "");
  set (&options->font_color, "");
  options->font_size = 0;
  g_autoptr (OofRendered) bare = oof_render (text, &input, OOF_RENDER_INTERNAL);
  g_assert_cmpstr (bare->html, ==,
                   "<html><body>11. Juni 2027 9:30 AM<br>12. June 2027 2:00 PM</body></html>");
}

static void
test_list_names (void)
{
  const char *const *names = oof_render_list_names ();

  g_assert_true (g_strv_contains (names, "oofto"));
  g_assert_true (g_strv_contains (names, "oofforwardxData14"));
  g_assert_true (g_strv_contains (names, "oofforwarduser"));
  g_assert_true (g_strv_contains (names, "wWWHomePage"));
  for (guint i = 0; names[i] != NULL; i++)
    {
      g_autofree char *body = g_strconcat ("@@", names[i], NULL);
      g_autoptr (OofRendered) rendered = render (BARE, body, NULL);

      g_assert_cmpuint (rendered->unknown->len, ==, 0);
    }
}

static char *
repeat (const char *part, gsize size)
{
  GString *text = g_string_sized_new (size);

  while (text->len < size)
    g_string_append (text, part);
  return g_string_free (text, FALSE);
}

static void
test_large (void)
{
  static const char *const parts[] = {
    "@@oofto", "##oofexternal ", "[##OOFSubject:", "[lang:de]",    "<div>",
    "<p>",     "<table>",        "</div>",         "<br>##mobile", "<b>",
    "@@",      "x@@y\n",         "[/lang] ",       "<tr><td>",     "<b>##mobile</b>",
  };

  for (guint i = 0; i < G_N_ELEMENTS (parts); i++)
    {
      g_autofree char *text = repeat (parts[i], 1 << 20);
      g_autoptr (OofRendered) plain = render (BARE, text, NULL);
      g_autoptr (OofRendered) html = render (HTML, text, NULL);

      g_assert_nonnull (plain->text);
      g_assert_nonnull (html->html);
    }
}

/* Unknown names differ: the list of them must not be searched one by one. */
static void
test_many_unknown (void)
{
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < 100000; i++)
    g_string_append_printf (text, "@@x%u ", i);

  g_autoptr (OofRendered) rendered = render (BARE, text->str, NULL);
  g_assert_cmpuint (rendered->unknown->len, ==, 100000);
}

static void
test_any_bytes (void)
{
  static const char *const parts[] = {
    "<",
    ">",
    "<p>",
    "</p>",
    "<div>",
    "</div>",
    "<br>",
    "<td>",
    "<tr>",
    "</tr>",
    "<table>",
    "</table>",
    "<li>",
    "<ul>",
    "</ul>",
    "@@",
    "##",
    "oofexternal ",
    "##oofinternal ",
    "mobile",
    "sn",
    "[",
    "lang:",
    "[lang:de]",
    "[/lang]",
    "]",
    "\n",
    " ",
    "&",
    "nbsp;",
    "\xff",
    "\xc3",
    "<b>",
    "</b>",
    "[##OOFSubject:",
    "ü",
    "<!--",
    "-->",
    "</body>",
    "<style>",
    "\"",
    "##mobile",
  };
  guint64 seed = 7;

  for (guint round = 0; round < 4000; round++)
    {
      g_autoptr (GString) body = g_string_new (NULL);

      for (guint i = 0; i < round % 30; i++)
        {
          seed = seed * G_GUINT64_CONSTANT (6364136223846793005) + 1442695040888963407;
          g_string_append (body, parts[(seed >> 33) % G_N_ELEMENTS (parts)]);
        }

      g_autoptr (OofRendered) rendered = render ((round & 1) ? HTML : BARE, body->str, NULL);
      g_assert_true (g_utf8_validate (rendered->text, -1, NULL));
      g_assert_true (g_utf8_validate (rendered->html, -1, NULL));
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/render/dates", test_dates);
  g_test_add_func ("/render/midnight", test_midnight);
  g_test_add_func ("/render/date-languages", test_date_languages);
  g_test_add_func ("/render/people", test_people);
  g_test_add_func ("/render/names", test_names);
  g_test_add_func ("/render/unknown", test_unknown);
  g_test_add_func ("/render/markers", test_markers);
  g_test_add_func ("/render/languages", test_languages);
  g_test_add_func ("/render/subject", test_subject);
  g_test_add_func ("/render/text", test_text);
  g_test_add_func ("/render/external-text", test_external_text);
  g_test_add_func ("/render/html-values", test_html_values);
  g_test_add_func ("/render/html-lines", test_html_lines);
  g_test_add_func ("/render/options", test_options);
  g_test_add_func ("/render/list-names", test_list_names);
  g_test_add_func ("/render/large", test_large);
  g_test_add_func ("/render/many-unknown", test_many_unknown);
  g_test_add_func ("/render/any-bytes", test_any_bytes);
  return g_test_run ();
}
