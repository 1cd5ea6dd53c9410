# SPDX-License-Identifier: GPL-3.0-or-later
"""Exit codes of oof-manager without a display."""
import subprocess

import harness
from harness import Case


class ManagerTest(Case):
    def start(self, *arguments):
        env = harness.make_env(XDG_CONFIG_HOME=self.folder.name)
        for name in ("DISPLAY", "WAYLAND_DISPLAY"):
            env.pop(name, None)
        return harness.Result(subprocess.run([harness.OOF_MANAGER, *arguments], capture_output=True,
                                             timeout=harness.SECONDS, env=env, check=False))

    def test_help(self):
        result = self.start("--help")
        self.assertEqual(result.code, 0, str(result))
        self.assertIn("--connection", result.out)

    def test_version(self):
        result = self.start("--version")
        self.assertEqual(result.code, 0, str(result))
        self.assertRegex(result.out, r"^oof-manager \d+\.\d+\.\d+\n$")

    def test_unknown_option(self):
        self.assertNotEqual(self.start("--nonsense").code, 0)


if __name__ == "__main__":
    harness.main()
