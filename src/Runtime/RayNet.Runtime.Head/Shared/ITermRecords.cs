using RayNet.Runtime.Head.Storage;

namespace RayNet.Runtime.Head.Shared;

/// <summary>Tables that know which leadership may write them.</summary>
internal interface ITermRecords
{
    /// <summary>Everything that was committed in earlier terms, and in this one.</summary>
    IReadOnlyList<RecordChange> Load();

    /// <summary>
    /// Stores the changes, all or none, if no later term has begun. <see langword="false"/> when one has: nothing was stored then.
    /// </summary>
    /// <exception cref="RayException"><see cref="RayErrorCode.HeadStoreFailed"/>: the storage refused, and certainly stored nothing. After
    /// every other exception nobody knows whether it did.</exception>
    bool Commit(long term, IReadOnlyList<RecordChange> changes);
}
