using RayNet.Runtime.Actors.Snapshots;
using RayNet.Runtime.Control;

namespace RayNet.Runtime.Cluster.Execution;

/// <summary>
/// Keeps the snapshots of a detached actor with the head, on disk where the head's storage is. Each life writes under a key of its own, so that a worker that was
/// taken for dead and is not does not overwrite what its successor saved.
/// </summary>
internal sealed class HeadSnapshotStore(IHeadService head, ActorId actor, int life) : ISnapshotStore
{
    private bool _isFirst = true;

    public async Task<bool> StoreAsync(ReadOnlyMemory<byte> snapshot)
    {
        try
        {
            await WriteAsync(snapshot).ConfigureAwait(false);
            return true;
        }
        catch (RayException exception) when (exception.Code is RayErrorCode.NodeRefused or RayErrorCode.Shutdown)
        {
            // The head has given the node up, and builds the actor elsewhere: this process ends in a moment. Until then nothing is answered, since an answer from
            // here would be the last one for a call that may be repeated there.
            return await new TaskCompletionSource<bool>().Task.ConfigureAwait(false);
        }
    }

    private async Task WriteAsync(ReadOnlyMemory<byte> snapshot)
    {
        string key = ActorStateKeys.Of(actor, life);
        await head.PutKeyAsync(ActorStateKeys.Keyspace, key, snapshot.ToArray(), overwrite: true).ConfigureAwait(false);
        if (_isFirst)
        {
            _isFirst = false;
            foreach (string older in await head.ListKeysAsync(ActorStateKeys.Keyspace, ActorStateKeys.PrefixOf(actor)).ConfigureAwait(false))
            {
                if (string.CompareOrdinal(older, key) < 0)
                {
                    await head.DeleteKeyAsync(ActorStateKeys.Keyspace, older).ConfigureAwait(false);
                }
            }
        }
    }

    /// <summary>What the lives before left; empty where they left nothing.</summary>
    internal static async Task<ReadOnlyMemory<byte>> LoadAsync(IHeadService head, ActorId actor, int life)
    {
        string own = ActorStateKeys.Of(actor, life);
        string[] keys = await head.ListKeysAsync(ActorStateKeys.Keyspace, ActorStateKeys.PrefixOf(actor)).ConfigureAwait(false);
        string? newest = keys.Where(key => string.CompareOrdinal(key, own) <= 0).Max(StringComparer.Ordinal);
        return newest is null ? default : await head.GetKeyAsync(ActorStateKeys.Keyspace, newest).ConfigureAwait(false);
    }
}
