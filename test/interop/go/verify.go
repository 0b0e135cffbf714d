// Verifies a log of Sluss with code that is not Sluss's: golang.org/x/mod/sumdb/note and .../tlog.
//
//	verify [-witness VKEY]... [-known FILE]... [-proof FILE=LEAF]... VKEY FOLDER
//
// VKEY is the log's key as it was compared, FOLDER one year of a mirror (`sluss log mirror`). Says what it verified, one line
// each, and exits 1 with a line that begins with REFUSED at the first thing that does not hold.
package main

import (
	"bytes"
	"crypto/ed25519"
	"encoding/base64"
	"encoding/binary"
	"errors"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"

	"golang.org/x/mod/sumdb/note"
	"golang.org/x/mod/sumdb/tlog"
)

// Tiles of c2sp.org/tlog-tiles hold eight levels of the tree.
const height = 8

type list []string

func (l *list) String() string     { return strings.Join(*l, " ") }
func (l *list) Set(s string) error { *l = append(*l, s); return nil }

func main() {
	var witnesses, known, proofs list
	flag.Var(&witnesses, "witness", "key of a witness that must have cosigned")
	flag.Var(&known, "known", "file with an earlier checkpoint")
	flag.Var(&proofs, "proof", "tlog-proof file and file with its leaf, joined by =")
	flag.Parse()
	if flag.NArg() != 2 {
		fmt.Fprintln(os.Stderr, "usage: verify [options] VKEY FOLDER")
		os.Exit(2)
	}
	if err := verify(flag.Arg(0), flag.Arg(1), witnesses, known, proofs); err != nil {
		fmt.Println("REFUSED", err)
		os.Exit(1)
	}
}

func verify(vkey, dir string, witnesses, known, proofs []string) error {
	// A mirror that asked for the witnesses keeps what they have signed beside the newest checkpoint, which they may not know yet.
	cosigned := filepath.Join(dir, "cosigned")
	asked := witnesses
	if _, err := os.Stat(cosigned); err == nil {
		asked = nil
	} else {
		cosigned = ""
	}
	tree, origin, err := readCheckpoint(filepath.Join(dir, "checkpoint"), vkey, asked)
	if err != nil {
		return fmt.Errorf("checkpoint: %w", err)
	}
	fmt.Printf("checkpoint  %s  size %d  signed by the log and %d witnesses\n", origin, tree.N, len(asked))

	reader := tlog.TileHashReader(tree, &tiles{dir})
	if err := verifyRecords(tree, reader, dir); err != nil {
		return fmt.Errorf("records: %w", err)
	}
	if err := verifyProofs(tree, reader); err != nil {
		return fmt.Errorf("proofs: %w", err)
	}
	if cosigned != "" {
		if err := verifyKnown(cosigned, vkey, witnesses, tree, reader); err != nil {
			return fmt.Errorf("cosigned checkpoint: %w", err)
		}
	}
	for _, path := range known {
		if err := verifyKnown(path, vkey, nil, tree, reader); err != nil {
			return fmt.Errorf("known checkpoint: %w", err)
		}
	}
	for _, files := range proofs {
		if err := verifyReceipt(files, vkey, witnesses); err != nil {
			return fmt.Errorf("receipt: %w", err)
		}
	}
	return nil
}

func readCheckpoint(path, vkey string, witnesses []string) (tlog.Tree, string, error) {
	data, err := os.ReadFile(path)
	if err != nil {
		return tlog.Tree{}, "", err
	}
	return openCheckpoint(data, vkey, witnesses)
}

// openCheckpoint verifies a signed note and every witness's cosignature, and reads the three lines of its text.
func openCheckpoint(data []byte, vkey string, witnesses []string) (tlog.Tree, string, error) {
	origin, _, _ := strings.Cut(string(data), "\n")
	verifier, err := yearVerifier(vkey, origin)
	if err != nil {
		return tlog.Tree{}, "", err
	}
	verifiers := []note.Verifier{verifier}
	for _, key := range witnesses {
		witness, err := newCosigner(key)
		if err != nil {
			return tlog.Tree{}, "", err
		}
		verifiers = append(verifiers, witness)
	}
	opened, err := note.Open(data, note.VerifierList(verifiers...))
	if err != nil {
		return tlog.Tree{}, "", err
	}
	if len(opened.Sigs) != len(verifiers) {
		return tlog.Tree{}, "", fmt.Errorf("%d of %d signatures", len(opened.Sigs), len(verifiers))
	}
	tree, err := parseCheckpoint(opened.Text)
	return tree, origin, err
}

func parseCheckpoint(text string) (tlog.Tree, error) {
	lines := strings.Split(text, "\n")
	if len(lines) != 4 || lines[3] != "" {
		return tlog.Tree{}, errors.New("not three lines")
	}
	size, err := strconv.ParseInt(lines[1], 10, 64)
	if err != nil || strconv.FormatInt(size, 10) != lines[1] {
		return tlog.Tree{}, errors.New("no size")
	}
	hash, err := tlog.ParseHash(lines[2])
	return tlog.Tree{N: size, Hash: hash}, err
}

// yearVerifier gives the log's key as it signs for one of its years: same key, name <name>/<year>.
func yearVerifier(vkey, origin string) (note.Verifier, error) {
	name, rest, _ := strings.Cut(vkey, "+")
	_, encoded, _ := strings.Cut(rest, "+")
	key, err := base64.StdEncoding.DecodeString(encoded)
	if err != nil || len(key) != 1+ed25519.PublicKeySize || key[0] != 1 {
		return nil, errors.New("not the key of a log")
	}
	year := strings.TrimPrefix(origin, name+"/")
	if !regexp.MustCompile(`^[1-9][0-9]{3}$`).MatchString(year) {
		return nil, errors.New("the checkpoint is of another log")
	}
	own, err := note.NewEd25519VerifierKey(origin, key[1:])
	if err != nil {
		return nil, err
	}
	return note.NewVerifier(own)
}

// cosigner verifies c2sp.org/tlog-cosignature, which the package note does not know.
type cosigner struct {
	name string
	hash uint32
	key  ed25519.PublicKey
}

func (c *cosigner) Name() string    { return c.name }
func (c *cosigner) KeyHash() uint32 { return c.hash }
func (c *cosigner) Verify(msg, sig []byte) bool {
	if len(sig) != 8+ed25519.SignatureSize {
		return false
	}
	time := binary.BigEndian.Uint64(sig)
	signed := fmt.Sprintf("cosignature/v1\ntime %d\n%s", time, msg)
	return ed25519.Verify(c.key, []byte(signed), sig[8:])
}

func newCosigner(vkey string) (note.Verifier, error) {
	name, rest, _ := strings.Cut(vkey, "+")
	hash, encoded, _ := strings.Cut(rest, "+")
	id, err := strconv.ParseUint(hash, 16, 32)
	if err != nil {
		return nil, err
	}
	key, err := base64.StdEncoding.DecodeString(encoded)
	if err != nil || len(key) != 1+ed25519.PublicKeySize || key[0] != 4 {
		return nil, errors.New("not the key of a witness")
	}
	return &cosigner{name, uint32(id), key[1:]}, nil
}

// tiles reads a mirror's folder. The package's own paths begin with the height, which tlog-tiles leaves out.
type tiles struct{ dir string }

func (t *tiles) Height() int                         { return height }
func (t *tiles) SaveTiles(_ []tlog.Tile, _ [][]byte) {}
func (t *tiles) ReadTiles(want []tlog.Tile) ([][]byte, error) {
	var found [][]byte
	for _, tile := range want {
		path := strings.Replace(tile.Path(), fmt.Sprintf("tile/%d/", height), "tile/", 1)
		data, err := os.ReadFile(filepath.Join(t.dir, path))
		if err != nil {
			full := tile
			full.W = 1 << height
			path = strings.Replace(full.Path(), fmt.Sprintf("tile/%d/", height), "tile/", 1)
			if data, err = os.ReadFile(filepath.Join(t.dir, path)); err != nil {
				return nil, err
			}
			data = data[:tile.W*tlog.HashSize]
		}
		found = append(found, data)
	}
	return found, nil
}

// verifyRecords hashes every record and makes the root of them, without the tiles; then compares each with its tile.
func verifyRecords(tree tlog.Tree, reader tlog.HashReader, dir string) error {
	var stored []tlog.Hash
	memory := tlog.HashReaderFunc(func(indexes []int64) ([]tlog.Hash, error) {
		var found []tlog.Hash
		for _, index := range indexes {
			found = append(found, stored[index])
		}
		return found, nil
	})
	for n := int64(0); n < tree.N; {
		records, err := readBundle(dir, n, tree.N)
		if err != nil {
			return err
		}
		for _, record := range records {
			hashes, err := tlog.StoredHashes(n, record, memory)
			if err != nil {
				return err
			}
			stored = append(stored, hashes...)
			n++
		}
	}
	root, err := tlog.TreeHash(tree.N, memory)
	if err != nil {
		return err
	}
	if root != tree.Hash {
		return errors.New("the records do not have the root that was signed")
	}
	for n := int64(0); n < tree.N; n++ {
		index := tlog.StoredHashIndex(0, n)
		hashes, err := reader.ReadHashes([]int64{index})
		if err != nil {
			return err
		}
		if hashes[0] != stored[index] {
			return fmt.Errorf("record %d is not the one in its tile", n)
		}
		// Each read authenticates a whole tile again; of a long log some are enough.
		if tree.N > 2000 {
			n += tree.N / 2000
		}
	}
	fmt.Printf("records     %d, root and tiles agree\n", tree.N)
	return nil
}

func readBundle(dir string, n, size int64) ([][]byte, error) {
	tile := tlog.Tile{H: height, L: 0, N: n >> height, W: 1 << height}
	if size-n < 1<<height {
		tile.W = int(size - n)
	}
	path := strings.Replace(tile.Path(), fmt.Sprintf("tile/%d/0/", height), "tile/entries/", 1)
	data, err := os.ReadFile(filepath.Join(dir, path))
	if err != nil {
		return nil, err
	}
	var records [][]byte
	for len(data) > 0 {
		if len(data) < 2 || len(data)-2 < int(binary.BigEndian.Uint16(data)) {
			return nil, errors.New("a bundle is cut short")
		}
		end := 2 + int(binary.BigEndian.Uint16(data))
		records = append(records, data[2:end])
		data = data[end:]
	}
	if len(records) != tile.W {
		return nil, fmt.Errorf("a bundle has %d records instead of %d", len(records), tile.W)
	}
	return records, nil
}

// verifyProofs makes inclusion and consistency proofs of the tiles and checks them.
func verifyProofs(tree tlog.Tree, reader tlog.HashReader) error {
	step := tree.N/200 + 1
	var inclusions, consistencies int
	for n := int64(0); n < tree.N; n += step {
		hashes, err := reader.ReadHashes([]int64{tlog.StoredHashIndex(0, n)})
		if err != nil {
			return err
		}
		proof, err := tlog.ProveRecord(tree.N, n, reader)
		if err != nil {
			return err
		}
		if err := tlog.CheckRecord(proof, tree.N, tree.Hash, n, hashes[0]); err != nil {
			return err
		}
		inclusions++
		old, err := tlog.TreeHash(n+1, reader)
		if err != nil {
			return err
		}
		extension, err := tlog.ProveTree(tree.N, n+1, reader)
		if err != nil {
			return err
		}
		if err := tlog.CheckTree(extension, tree.N, tree.Hash, n+1, old); err != nil {
			return err
		}
		consistencies++
	}
	fmt.Printf("proofs      %d of inclusion and %d of consistency hold\n", inclusions, consistencies)
	return nil
}

// verifyKnown checks that an earlier checkpoint is of the same history.
func verifyKnown(path, vkey string, witnesses []string, tree tlog.Tree, reader tlog.HashReader) error {
	old, origin, err := readCheckpoint(path, vkey, witnesses)
	if err != nil {
		return err
	}
	if old.N > tree.N {
		return errors.New("ROLLED BACK: the log is shorter than it was")
	}
	hash, err := tlog.TreeHash(old.N, reader)
	if err != nil {
		return err
	}
	if hash != old.Hash {
		return errors.New("FORKED: the log is not the one that was known")
	}
	fmt.Printf("known       %s  size %d  signed by %d witnesses, is a part of the log\n", origin, old.N, len(witnesses))
	return nil
}

// verifyReceipt checks a c2sp.org/tlog-proof file against its leaf.
func verifyReceipt(files, vkey string, witnesses []string) error {
	proofPath, leafPath, _ := strings.Cut(files, "=")
	data, err := os.ReadFile(proofPath)
	if err != nil {
		return err
	}
	leaf, err := os.ReadFile(leafPath)
	if err != nil {
		return err
	}
	head, checkpoint, _ := bytes.Cut(data, []byte("\n\n"))
	lines := strings.Split(string(head), "\n")
	if len(lines) < 2 || lines[0] != "c2sp.org/tlog-proof@v1" || !strings.HasPrefix(lines[1], "index ") {
		return errors.New("not a proof")
	}
	index, err := strconv.ParseInt(strings.TrimPrefix(lines[1], "index "), 10, 64)
	if err != nil {
		return err
	}
	var proof tlog.RecordProof
	for _, line := range lines[2:] {
		hash, err := tlog.ParseHash(line)
		if err != nil {
			return err
		}
		proof = append(proof, hash)
	}
	tree, origin, err := openCheckpoint(checkpoint, vkey, witnesses)
	if err != nil {
		return err
	}
	if err := tlog.CheckRecord(proof, tree.N, tree.Hash, index, tlog.RecordHash(leaf)); err != nil {
		return err
	}
	fmt.Printf("receipt     %s  record %d  is in the log of size %d\n", origin, index, tree.N)
	return nil
}
