using System.Collections.Immutable;

namespace RayNet.Runtime.Head.Tables;

/// <summary>What has ended and is still shown, oldest first.</summary>
internal sealed record EndedQueue<TId>(ImmutableQueue<(TId Id, DateTime EndedAt)> Items, int Count)
    where TId : struct
{
    internal static readonly EndedQueue<TId> Empty = new([], 0);

    internal EndedQueue<TId> Add(TId id, DateTime endedAt) => new(Items.Enqueue((id, endedAt)), Count + 1);

    internal EndedQueue<TId> RemoveFirst() => new(Items.Dequeue(), Count - 1);

    /// <summary>The oldest, if there are more than allowed or if it ended too long ago.</summary>
    internal bool TryGetSurplus(int limit, DateTime oldest, out TId id)
    {
        id = default;
        if (Count == 0)
        {
            return false;
        }

        (id, DateTime endedAt) = Items.Peek();
        return Count > limit || endedAt < oldest;
    }
}
