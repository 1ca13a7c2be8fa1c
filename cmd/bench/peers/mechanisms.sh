#!/usr/bin/env bash
# Compiles the .mod files of this folder for NEURON: with nrnivmodl, or where that is broken (Debian 12 looks for its makefile
# in the wrong place) by the same steps.
set -euo pipefail
if nrnivmodl . >/dev/null 2>&1 && [ -n "$(find . -name 'libnrnmech.so')" ]; then exit 0; fi
mkdir -p x86_64/.libs
declare=""; call=""
for file in *.mod; do
  name=${file%.mod}
  MODLUNIT=${MODLUNIT:-/usr/share/nrn/lib/nrnunits.lib} nocmodl "$file" -o x86_64
  g=$(find /usr/lib -maxdepth 4 -type d -path '*openmpi/include' | head -1)
  gcc -O2 -fPIC -DHAVE_CONFIG_H -Ix86_64 -I/usr/include ${g:+-I"$g"} -c "x86_64/$name.c" -o "x86_64/$name.o"
  declare="$declare extern void _${name}_reg(void);"; call="$call _${name}_reg();"
done
printf 'extern "C" { %s void modl_reg() { %s } }\n' "$declare" "$call" >x86_64/register.cpp
g++ -O2 -fPIC -c x86_64/register.cpp -o x86_64/register.o
g++ -shared -fPIC -o x86_64/libnrnmech.so x86_64/*.o -L/usr/lib/nrn -lnrniv -Wl,-rpath,/usr/lib/nrn
cp x86_64/libnrnmech.so x86_64/.libs/
