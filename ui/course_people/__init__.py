"""The tabs of one course that are about its people: who joins, who comes, who pays, how it was."""
