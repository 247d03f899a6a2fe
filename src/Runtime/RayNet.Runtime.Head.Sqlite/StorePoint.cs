namespace RayNet.Runtime.Head.Sqlite;

/// <summary>Moments of a commit. Whatever ends the process at one of them leaves the commit done as a whole, or not at all.</summary>
internal enum StorePoint
{
    /// <summary>The transaction is open.</summary>
    Begun = 0,

    /// <summary>A record was written.</summary>
    Written = 1,

    /// <summary>All records were written.</summary>
    BeforeCommit = 2,

    /// <summary>The transaction is on disk, and nobody was told.</summary>
    Committed = 3,
}
