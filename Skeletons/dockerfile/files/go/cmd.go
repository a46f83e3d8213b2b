// A small server that says it is well, until your program takes its place.
package main

import (
	"fmt"
	"log"
	"net/http"
<%# health %>
	"os"
<%/ health %>
	"time"
)

func main() {
<%# health %>
	if len(os.Args) == 3 && os.Args[1] == "-healthcheck" {
		os.Exit(check(os.Args[2]))
	}
<%/ health %>
	http.HandleFunc("/", func(w http.ResponseWriter, _ *http.Request) { fmt.Fprintln(w, "ok") })
	server := &http.Server{Addr: ":<% port %>", ReadHeaderTimeout: 5 * time.Second}
	log.Fatal(server.ListenAndServe())
}
<%# health %>

// check asks the address of the health check: 0 where the answer is 200.
func check(url string) int {
	client := http.Client{Timeout: 2 * time.Second}
	response, err := client.Get(url)
	if err != nil || response.StatusCode != http.StatusOK {
		return 1
	}
	return 0
}
<%/ health %>
