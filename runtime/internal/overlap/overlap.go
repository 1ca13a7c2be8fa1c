// Package overlap finds texts of a vector graphic that stand on each other, for the tests of figures and pages.
package overlap

import (
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"regexp"
	"strconv"
	"strings"
	"unicode/utf8"
)

// box is where a text stands, in the units of the graphic; y grows downwards.
type box struct {
	text                     string
	left, right, top, bottom float64
}

var size = regexp.MustCompile(`font-size:([\d.]+)px`)

// letter is the width of a usual letter as a share of the font's size. It is on the small side: texts that touch are not
// reported, texts that hide each other are.
const letter = 0.5

// Texts lists pairs of texts that hide each other. sizes are the font sizes of classes; a text without a class says its
// size itself. Turned texts are left out.
func Texts(svg string, sizes map[string]float64) (pairs []string, err error) {
	var boxes []box
	d := xml.NewDecoder(strings.NewReader(svg))
	turned := 0 // depth of groups inside one that is turned
	for {
		token, err := d.Token()
		if err == io.EOF {
			break
		}
		if err != nil {
			return nil, err
		}
		switch t := token.(type) {
		case xml.StartElement:
			attr := map[string]string{}
			for _, a := range t.Attr {
				attr[a.Name.Local] = a.Value
			}
			if t.Name.Local == "g" && (turned > 0 || strings.Contains(attr["transform"], "rotate")) {
				turned++
			}
			if t.Name.Local != "text" || turned > 0 {
				continue
			}
			var content string
			if err := d.DecodeElement(&content, &t); err != nil {
				return nil, err
			}
			b, err := place(content, attr, sizes)
			if err != nil {
				return nil, err
			}
			boxes = append(boxes, b)
		case xml.EndElement:
			if t.Name.Local == "g" && turned > 0 {
				turned--
			}
		}
	}
	if len(boxes) == 0 {
		return nil, errors.New("there is no text")
	}
	for i, a := range boxes {
		for _, b := range boxes[i+1:] {
			if a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom {
				pairs = append(pairs, fmt.Sprintf("%q and %q", a.text, b.text))
			}
		}
	}
	return pairs, nil
}

func place(content string, attr map[string]string, sizes map[string]float64) (box, error) {
	x, err := strconv.ParseFloat(attr["x"], 64)
	if err != nil {
		return box{}, err
	}
	y, err := strconv.ParseFloat(attr["y"], 64)
	if err != nil {
		return box{}, err
	}
	high := 0.0
	if m := size.FindStringSubmatch(attr["style"]); m != nil {
		high, _ = strconv.ParseFloat(m[1], 64)
	}
	anchor := ""
	for _, class := range strings.Fields(attr["class"]) {
		high += sizes[class]
		anchor += class
	}
	if high == 0 {
		return box{}, fmt.Errorf("the text %q has no size", content)
	}
	wide := float64(utf8.RuneCountInString(content)) * letter * high
	switch {
	case strings.Contains(anchor, "middle"):
		x -= wide / 2
	case strings.Contains(anchor, "end"):
		x -= wide
	}
	return box{content, x, x + wide, y - 0.7*high, y}, nil
}
