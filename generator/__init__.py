"""Louzhang (楼长): records and policies in, a public site and internal lists out."""
