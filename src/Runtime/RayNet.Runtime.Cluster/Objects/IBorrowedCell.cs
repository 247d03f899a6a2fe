namespace RayNet.Runtime.Cluster.Objects;

/// <summary>What the table of references does with a borrowed cell whatever its type.</summary>
internal interface IBorrowedCell
{
    /// <summary>The account with the owner.</summary>
    Borrow Borrow { get; }

    /// <summary>Claims the one request for the value.</summary>
    bool TryBeginRequest();
}
