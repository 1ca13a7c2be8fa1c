// Writes the assembly of package vector: go generate ./runtime/equation/vector
//
// Its own go.mod keeps avo out of the module that is shipped.
package main

import (
	"fmt"

	. "github.com/mmcloughlin/avo/build"
	. "github.com/mmcloughlin/avo/operand"
	"github.com/mmcloughlin/avo/reg"
)

// wide is a kernel under construction: where its lanes stand and what its numbers are.
type wide struct {
	lanes   map[string]reg.Register
	numbers map[string]reg.VecVirtual
}

// lanesAtOnce is the lanes of a register: 4 in AVX2, 8 in AVX-512.
var lanesAtOnce = 4

// register is one that holds so many.
func register() reg.VecVirtual {
	if lanesAtOnce == 8 {
		return ZMM()
	}
	return YMM()
}

// load brings lanes into a register.
func (w *wide) load(name string, at int) reg.VecVirtual {
	v := register()
	VMOVUPD(Mem{Base: w.lanes[name]}.Offset(at), v)
	return v
}

// kernel writes a function of pointers to lanes, of which the first is written to, their number (a multiple of those at
// once), and numbers; its name ends in 8 if it takes 8 at once.
func kernel(name, doc string, lanes, numbers []string, some func(w *wide, at int) reg.VecVirtual) {
	doc = name + " is " + doc
	if lanesAtOnce == 8 {
		name += "8"
	}
	signature := "func("
	for _, l := range lanes {
		signature += l + " *float64, "
	}
	signature += "n int"
	for _, s := range numbers {
		signature += ", " + s + " float64"
	}
	TEXT(name, NOSPLIT, signature+")")
	Pragma("noescape")
	Doc(fmt.Sprintf("%s, for a number of lanes that %d divides.", doc, lanesAtOnce))
	w := &wide{map[string]reg.Register{}, map[string]reg.VecVirtual{}}
	for _, l := range lanes {
		w.lanes[l] = Load(Param(l), GP64())
	}
	n := Load(Param("n"), GP64())
	for _, s := range numbers {
		w.numbers[s] = broadcast(s)
	}
	advance := func(bytes uint64) {
		for _, l := range lanes {
			ADDQ(U32(bytes), w.lanes[l])
		}
	}
	bytes := 8 * lanesAtOnce
	Label("four")
	CMPQ(n, U32(4*lanesAtOnce))
	JL(LabelRef("rest"))
	var out [4]reg.VecVirtual
	for k := range out {
		out[k] = some(w, bytes*k)
	}
	for k, v := range out {
		VMOVUPD(v, Mem{Base: w.lanes[lanes[0]]}.Offset(bytes*k))
	}
	advance(uint64(4 * bytes))
	SUBQ(U32(4*lanesAtOnce), n)
	JMP(LabelRef("four"))
	Label("rest")
	TESTQ(n, n)
	JE(LabelRef("done"))
	VMOVUPD(some(w, 0), Mem{Base: w.lanes[lanes[0]]})
	advance(uint64(bytes))
	SUBQ(U32(lanesAtOnce), n)
	JMP(LabelRef("rest"))
	Label("done")
	VZEROUPPER()
	RET()
}

// broadcast brings a number into all lanes of a register, by an AVX instruction: one of SSE here would cost more than the
// whole block.
func broadcast(param string) reg.VecVirtual {
	p, err := Param(param).Resolve()
	if err != nil {
		panic(err)
	}
	v := register()
	VBROADCASTSD(p.Addr, v)
	return v
}

func mul(a, b reg.VecVirtual) reg.VecVirtual { v := register(); VMULPD(a, b, v); return v }
func add(a, b reg.VecVirtual) reg.VecVirtual { v := register(); VADDPD(a, b, v); return v }

// div is a / b.
func div(a, b reg.VecVirtual) reg.VecVirtual { v := register(); VDIVPD(b, a, v); return v }

// sub is a - b.
func sub(a, b reg.VecVirtual) reg.VecVirtual { v := register(); VSUBPD(b, a, v); return v }

func main() {
	arithmetic()
	above()
	finite()
	exp()
	phi1("phi1", "sixteen by sixteen and then four by four", 4, 1)
	prefetch("prefetch", "*float64")
	prefetch("prefetch16", "*uint16")
	lanesAtOnce = 8
	arithmetic()
	above8()
	phi1("phi8", "thirty-two by thirty-two and then eight by eight", 4, 1)
	Generate()
}

// arithmetic writes the kernels.
func arithmetic() {
	type list = []string
	kernel("scale", "d = x·s", list{"d", "x"}, list{"s"}, func(w *wide, at int) reg.VecVirtual {
		return mul(w.load("x", at), w.numbers["s"])
	})
	kernel("offset", "d = x + s", list{"d", "x"}, list{"s"}, func(w *wide, at int) reg.VecVirtual {
		return add(w.load("x", at), w.numbers["s"])
	})
	kernel("rest", "d = s - x", list{"d", "x"}, list{"s"}, func(w *wide, at int) reg.VecVirtual {
		return sub(w.numbers["s"], w.load("x", at))
	})
	kernel("atMost", "d = s where s < x, else x", list{"d", "x"}, list{"s"}, func(w *wide, at int) reg.VecVirtual {
		v := register()
		VMINPD(w.load("x", at), w.numbers["s"], v)
		return v
	})
	kernel("atLeast", "d = s where s > x, else x", list{"d", "x"}, list{"s"}, func(w *wide, at int) reg.VecVirtual {
		v := register()
		VMAXPD(w.load("x", at), w.numbers["s"], v)
		return v
	})
	kernel("add", "d = x + y", list{"d", "x", "y"}, nil, func(w *wide, at int) reg.VecVirtual {
		return add(w.load("x", at), w.load("y", at))
	})
	kernel("sub", "d = x - y", list{"d", "x", "y"}, nil, func(w *wide, at int) reg.VecVirtual {
		return sub(w.load("x", at), w.load("y", at))
	})
	kernel("mul", "d = x·y", list{"d", "x", "y"}, nil, func(w *wide, at int) reg.VecVirtual {
		return mul(w.load("x", at), w.load("y", at))
	})
	kernel("div", "d = x / y", list{"d", "x", "y"}, nil, func(w *wide, at int) reg.VecVirtual {
		return div(w.load("x", at), w.load("y", at))
	})
	kernel("over", "d = x / s", list{"d", "x"}, list{"s"}, func(w *wide, at int) reg.VecVirtual {
		return div(w.load("x", at), w.numbers["s"])
	})
	kernel("per", "d = s / x", list{"d", "x"}, list{"s"}, func(w *wide, at int) reg.VecVirtual {
		return div(w.numbers["s"], w.load("x", at))
	})
	kernel("mulAdd", "d = x·y + z, rounded twice", list{"d", "x", "y", "z"}, nil, func(w *wide, at int) reg.VecVirtual {
		return add(mul(w.load("x", at), w.load("y", at)), w.load("z", at))
	})
	kernel("scaleAdd", "d = x·a + z, rounded twice", list{"d", "x", "z"}, list{"a"}, func(w *wide, at int) reg.VecVirtual {
		return add(mul(w.load("x", at), w.numbers["a"]), w.load("z", at))
	})
	kernel("affine1", "d = x·a + base, rounded twice", list{"d", "x"}, list{"a", "base"}, func(w *wide, at int) reg.VecVirtual {
		return add(mul(w.load("x", at), w.numbers["a"]), w.numbers["base"])
	})
	kernel("affine2", "d = y·b + (x·a + base), each operation rounded", list{"d", "x", "y"}, list{"a", "b", "base"}, func(w *wide, at int) reg.VecVirtual {
		s := add(mul(w.load("x", at), w.numbers["a"]), w.numbers["base"])
		return add(mul(w.load("y", at), w.numbers["b"]), s)
	})
	kernel("affine3", "d = z·c + (y·b + (x·a + base)), each operation rounded", list{"d", "x", "y", "z"}, list{"a", "b", "c", "base"}, func(w *wide, at int) reg.VecVirtual {
		s := add(mul(w.load("x", at), w.numbers["a"]), w.numbers["base"])
		s = add(mul(w.load("y", at), w.numbers["b"]), s)
		return add(mul(w.load("z", at), w.numbers["c"]), s)
	})
}

// above writes the comparison: a bit for each lane.
func above() {
	TEXT("above", NOSPLIT, "func(mask *uint64, x *float64, n int, s float64)")
	Pragma("noescape")
	Doc("above sets bit k%64 of word k/64 where x[k] > s and clears the others, for a number of lanes that 64 divides.")
	mask, x, n := Load(Param("mask"), GP64()), Load(Param("x"), GP64()), Load(Param("n"), GP64())
	y := broadcast("s")
	Label("word")
	TESTQ(n, n)
	JE(LabelRef("done"))
	word, bits := GP64(), GP64()
	for k := 15; k >= 0; k-- {
		v := YMM()
		VMOVUPD(Mem{Base: x}.Offset(32*k), v)
		VCMPPD(U8(0x1e), y, v, v) // greater, false if not a number
		if k == 15 {
			VMOVMSKPD(v, word.As32())
			continue
		}
		VMOVMSKPD(v, bits.As32())
		SHLQ(U8(4), word)
		ORQ(bits, word)
	}
	MOVQ(word, Mem{Base: mask})
	ADDQ(U32(8), mask)
	ADDQ(U32(512), x)
	SUBQ(U32(64), n)
	JMP(LabelRef("word"))
	Label("done")
	VZEROUPPER()
	RET()
}

// finite writes the search for what is not a number: x - x is 0 of every other.
func finite() {
	TEXT("finite", NOSPLIT, "func(x *float64, n int) uint32")
	Pragma("noescape")
	Doc("finite is 0 if all are finite numbers, for a number of lanes that 16 divides.")
	x, n := Load(Param("x"), GP64()), Load(Param("n"), GP64())
	var sum [4]reg.VecVirtual
	for k := range sum {
		sum[k] = YMM()
		VXORPD(sum[k], sum[k], sum[k])
	}
	Label("sixteen")
	TESTQ(n, n)
	JE(LabelRef("done"))
	for k := range sum {
		v := YMM()
		VMOVUPD(Mem{Base: x}.Offset(32*k), v)
		VSUBPD(v, v, v)
		VORPD(v, sum[k], sum[k])
	}
	ADDQ(U32(128), x)
	SUBQ(U32(16), n)
	JMP(LabelRef("sixteen"))
	Label("done")
	for k := range 3 {
		VORPD(sum[k+1], sum[0], sum[0])
	}
	VCMPPD(U8(3), sum[0], sum[0], sum[0]) // not a number
	bits := GP32()
	VMOVMSKPD(sum[0], bits)
	VZEROUPPER()
	Store(bits, ReturnIndex(0))
	RET()
}

// exp writes elementary.Exp step by step; c is its constants in the order of the list below.
func exp() {
	TEXT("exp", NOSPLIT, "func(d *float64, x *float64, n int, c *float64) int")
	Pragma("noescape")
	Doc("exp is d = e^x for the first lanes, four by four as long as all of them lie between the limits; it returns their number.")
	d, x, n, table := Load(Param("d"), GP64()), Load(Param("x"), GP64()), Load(Param("n"), GP64()), Load(Param("c"), GP64())
	done := GP64()
	XORQ(done, done)
	number := func(i int) reg.VecVirtual {
		v := YMM()
		VBROADCASTSD(Mem{Base: table}.Offset(8*i), v)
		return v
	}
	const (
		lowest = iota
		highest
		log2e
		half
		ln2Hi
		ln2Lo
		p1
		p2
		p3
		p4
		p5
		one
		two
		bias
	)
	Label("four")
	CMPQ(n, U32(4))
	JL(LabelRef("done"))
	v, in, other := YMM(), YMM(), YMM()
	VMOVUPD(Mem{Base: x}, v)
	VCMPPD(U8(0x1d), number(lowest), v, in)     // at least
	VCMPPD(U8(0x12), number(highest), v, other) // at most
	VANDPD(in, other, in)
	bits := GP32()
	VMOVMSKPD(in, bits)
	CMPL(bits, U32(15))
	JNE(LabelRef("done"))
	k := YMM()
	VROUNDPD(U8(9), add(mul(number(log2e), v), number(half)), k) // down
	hi := sub(v, mul(k, number(ln2Hi)))
	lo := mul(k, number(ln2Lo))
	r := sub(hi, lo)
	t := mul(r, r)
	q := mul(t, number(p5))
	for _, p := range []int{p4, p3, p2, p1} {
		q = mul(t, add(number(p), q))
	}
	c := sub(r, q)
	quotient := YMM()
	VDIVPD(sub(number(two), c), mul(r, c), quotient)
	y := sub(number(one), sub(sub(lo, quotient), hi))
	whole, power := XMM(), YMM()
	VCVTPD2DQY(k, whole)
	VPMOVSXDQ(whole, power)
	VPADDQ(number(bias), power, power)
	VPSLLQ(U8(52), power, power)
	VMOVUPD(mul(y, power), Mem{Base: d})
	ADDQ(U32(32), d)
	ADDQ(U32(32), x)
	ADDQ(U32(4), done)
	SUBQ(U32(4), n)
	JMP(LabelRef("four"))
	Label("done")
	VZEROUPPER()
	Store(done, ReturnIndex(0))
	RET()
}

// phi1 writes the Taylor series of elementary.Phi1 by blocks of so many registers; c is its limits, 1, the numbers from 17 down
// to 2 and their reciprocals. t/k is rounded as by a division: a quotient q that is near, the remainder t - kq, which is exact,
// and q and the remainder times 1/k rounded once (Markstein 1990, IBM J Res Dev 34:111). Where t is so small that the remainder
// is not exact, 1 + t/k is 1.
func phi1(name, text string, blocks ...int) {
	TEXT(name, NOSPLIT, "func(d *float64, x *float64, n int, c *float64) int")
	Pragma("noescape")
	Doc(name + " is d = (e^x - 1)/x for the first lanes, " + text + " as long as all of them lie between the limits; it returns their number.")
	d, x, n, table := Load(Param("d"), GP64()), Load(Param("x"), GP64()), Load(Param("n"), GP64()), Load(Param("c"), GP64())
	done := GP64()
	XORQ(done, done)
	number := func(i int) reg.VecVirtual {
		v := register()
		VBROADCASTSD(Mem{Base: table}.Offset(8*i), v)
		return v
	}
	one := number(2)
	for b, registers := range blocks {
		lanes := registers * lanesAtOnce
		block, next := fmt.Sprintf("block%d", b), fmt.Sprintf("block%d", b+1)
		if b == 0 {
			Label(block)
		}
		CMPQ(n, U32(lanes))
		JL(LabelRef(next))
		z, s, q := make([]reg.VecVirtual, registers), make([]reg.VecVirtual, registers), make([]reg.VecVirtual, registers)
		for k := range z {
			z[k], s[k], q[k] = register(), register(), register()
			VMOVUPD(Mem{Base: x}.Offset(8*lanesAtOnce*k), z[k])
			VMOVUPD(one, s[k])
		}
		CMPL(between(number(0), number(1), z), U32(1<<lanesAtOnce-1))
		JNE(LabelRef(next))
		for term := range 16 {
			divisor, share := number(3+term), number(19+term)
			for k := range z {
				VMULPD(share, z[k], q[k])
				VMULPD(s[k], q[k], q[k])
				VMULPD(z[k], s[k], s[k])
				VFNMADD231PD(divisor, q[k], s[k])
				VFMADD231PD(share, s[k], q[k])
				VADDPD(one, q[k], s[k])
			}
		}
		for k := range s {
			VMOVUPD(s[k], Mem{Base: d}.Offset(8*lanesAtOnce*k))
		}
		ADDQ(U32(8*lanes), d)
		ADDQ(U32(8*lanes), x)
		ADDQ(U32(lanes), done)
		SUBQ(U32(lanes), n)
		JMP(LabelRef(block))
		Label(next)
	}
	VZEROUPPER()
	Store(done, ReturnIndex(0))
	RET()
}

// between has a bit for each lane that lies between the limits in all registers.
func between(low, high reg.VecVirtual, z []reg.VecVirtual) reg.GPVirtual {
	bits := GP32()
	if lanesAtOnce == 8 {
		in := K()
		for k := range z {
			VCMPPD(U8(0x1e), low, z[k], in) // more
			one := GP32()
			KMOVB(in, one)
			if k == 0 {
				MOVL(one, bits)
			} else {
				ANDL(one, bits)
			}
			VCMPPD(U8(0x11), high, z[k], in) // less
			KMOVB(in, one)
			ANDL(one, bits)
		}
		return bits
	}
	all := YMM()
	for k := range z {
		above, below := YMM(), YMM()
		VCMPPD(U8(0x1e), low, z[k], above)  // more
		VCMPPD(U8(0x11), high, z[k], below) // less
		VANDPD(above, below, above)
		if k == 0 {
			all = above
		} else {
			VANDPD(above, all, all)
		}
	}
	VMOVMSKPD(all, bits)
	return bits
}

// prefetch writes a hint that memory will be needed soon.
func prefetch(name, pointer string) {
	TEXT(name, NOSPLIT, "func(x "+pointer+", bytes int)")
	Pragma("noescape")
	Doc(name + " asks for the lines of memory from x on.")
	x, bytes := Load(Param("x"), GP64()), Load(Param("bytes"), GP64())
	Label("line")
	CMPQ(bytes, U32(0))
	JLE(LabelRef("done"))
	PREFETCHT0(Mem{Base: x})
	ADDQ(U32(64), x)
	SUBQ(U32(64), bytes)
	JMP(LabelRef("line"))
	Label("done")
	RET()
}

// above8 is above by AVX-512.
func above8() {
	TEXT("above8", NOSPLIT, "func(mask *uint64, x *float64, n int, s float64)")
	Pragma("noescape")
	Doc("above8 is above with 8 lanes at a time.")
	mask, x, n := Load(Param("mask"), GP64()), Load(Param("x"), GP64()), Load(Param("n"), GP64())
	y := broadcast("s")
	Label("byte")
	TESTQ(n, n)
	JE(LabelRef("done"))
	for i := range 8 {
		k, bits := K(), GP32()
		VCMPPD(U8(0x11), Mem{Base: x}.Offset(64*i), y, k) // s < x, false if not a number
		KMOVB(k, bits)
		MOVB(bits.As8(), Mem{Base: mask}.Offset(i))
	}
	ADDQ(U32(8), mask)
	ADDQ(U32(512), x)
	SUBQ(U32(64), n)
	JMP(LabelRef("byte"))
	Label("done")
	VZEROUPPER()
	RET()
}
