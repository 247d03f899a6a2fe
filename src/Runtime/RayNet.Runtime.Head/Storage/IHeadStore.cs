namespace RayNet.Runtime.Head.Storage;

/// <summary>Where the head's tables outlive it. One head has it at a time; whoever opened it disposes it after the head.</summary>
internal interface IHeadStore : IDisposable
{
    /// <summary>Whether <see cref="Commit"/> takes no time. Otherwise changes of several commands are gathered while one commit runs.</summary>
    bool IsImmediate { get; }

    /// <summary>All records, in any order; none for a new cluster.</summary>
    IReadOnlyList<RecordChange> Load();

    /// <summary>
    /// Stores the changes of one or several commands, in their order, all or none. Called once at a time; returns when the records are as
    /// safe as this store makes them. When it throws, none of the commands has happened.
    /// </summary>
    void Commit(IReadOnlyList<RecordChange> changes);
}
