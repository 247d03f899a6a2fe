using RayNet.Runtime.Cluster.Objects;

namespace RayNet.Runtime.Cluster.Tests;

/// <summary>A process of <see cref="ReferenceExploration"/>: what it gave out, what it holds, and whom it is connected to.</summary>
internal sealed class ReferenceProcess(int number, bool ownsObject)
{
    private readonly HashSet<int> _lost = [];

    internal int Number { get; } = number;

    internal bool IsAlive { get; set; } = true;

    internal ReferenceCounts Counts { get; } = new(static what => ((CountedCell)what).AddReference(), static what => ((CountedCell)what).ReleaseReference());

    /// <summary>Its object.</summary>
    internal CountedCell? Own { get; } = ownsObject ? new CountedCell() : null;

    /// <summary>How many references its own code has to its object.</summary>
    internal int OwnReferences { get; set; } = ownsObject ? 1 : 0;

    /// <summary>Its references to objects of others, by owner.</summary>
    internal Dictionary<int, BorrowedReference> Held { get; } = [];

    /// <summary>How many of the references of each its own code has.</summary>
    private Dictionary<int, int> Uses { get; } = [];

    /// <summary>What nobody here holds any more, and whose counts have not gone back yet.</summary>
    internal List<(int Owner, BorrowedReference Held)> Dropped { get; } = [];

    /// <summary>What came from a third process and has not been told to the owner yet.</summary>
    internal List<Action> Registrations { get; } = [];

    /// <summary>What was told to an owner, and is not answered yet.</summary>
    internal List<(int Owner, Action<bool> Answer)> Questions { get; } = [];

    internal bool IsLinkedTo(int other) => !_lost.Contains(other);

    /// <summary>What its code can drop and pass on.</summary>
    internal IEnumerable<int> Holdable()
    {
        IEnumerable<int> used = Uses.Where(static item => item.Value > 0).Select(static item => item.Key);
        return OwnReferences > 0 ? used.Append(Number) : used;
    }

    /// <summary>A reference has come.</summary>
    internal BorrowedReference Hold(int owner)
    {
        if (Held.TryGetValue(owner, out BorrowedReference? held))
        {
            held.Cell.AddReference();
        }
        else
        {
            Held[owner] = held = new BorrowedReference();
            Uses[owner] = 0;
        }

        Uses[owner]++;
        return held;
    }

    internal void Drop(int owner)
    {
        if (owner == Number)
        {
            OwnReferences--;
            Own!.ReleaseReference();
            return;
        }

        Uses[owner]--;
        BorrowedReference held = Held[owner];
        held.Cell.ReleaseReference();
        Sweep();
    }

    internal void Unkeep(int receiver, int owner)
    {
        Counts.Unkeep((ulong)receiver, (ulong)owner, 1);
        Sweep();
    }

    /// <summary>Another process has ended.</summary>
    internal void Lose(int other)
    {
        _lost.Add(other);
        Counts.Lose((ulong)other);
        if (Held.TryGetValue(other, out BorrowedReference? orphan))
        {
            orphan.IsFailed = true;
        }

        foreach ((int Owner, Action<bool> Answer) question in Questions.Where(question => question.Owner == other).ToArray())
        {
            Questions.Remove(question);
            question.Answer(false);
        }

        Sweep();
    }

    /// <summary>What nobody holds any more has its counts to give back.</summary>
    private void Sweep()
    {
        foreach ((int owner, BorrowedReference held) in Held.Where(static item => item.Value.Cell.IsUnreferenced).ToArray())
        {
            Held.Remove(owner);
            Dropped.Add((owner, held));
        }
    }
}
