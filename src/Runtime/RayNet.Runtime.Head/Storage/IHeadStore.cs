namespace RayNet.Runtime.Head.Storage;

/// <summary>Where the head's tables outlive it.</summary>
internal interface IHeadStore
{
    /// <summary>All records, in any order; none for a new cluster.</summary>
    IReadOnlyList<RecordChange> Load();

    /// <summary>
    /// Stores the changes of one command, all or none. Called for one command after another; returns when the records are as safe as this
    /// store makes them. When it throws, the command has not happened.
    /// </summary>
    void Commit(IReadOnlyList<RecordChange> changes);
}
