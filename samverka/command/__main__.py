import sys

from samverka.command import main

sys.exit(main())
