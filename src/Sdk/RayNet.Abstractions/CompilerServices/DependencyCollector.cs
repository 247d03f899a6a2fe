using System.ComponentModel;

namespace RayNet.CompilerServices;

/// <summary>Collects the references among the arguments of a call.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public ref struct DependencyCollector
{
    private readonly List<ObjectCell>? _all;
    private readonly bool _forSending;

    /// <param name="all">Gets all references.</param>
    /// <param name="forSending">Whether it is enough that a value exists, wherever it is.</param>
    internal DependencyCollector(List<ObjectCell>? all, bool forSending = false)
    {
        _all = all;
        _forSending = forSending;
    }

    internal int Pending { get; private set; }

    internal ObjectCell? FirstPending { get; private set; }

    internal ObjectCell? FirstFailed { get; private set; }

    /// <summary>Adds one argument; a value adds nothing.</summary>
    /// <param name="argument">The argument as the caller gave it.</param>
    /// <typeparam name="T">The parameter's type.</typeparam>
    public void Add<T>(in Arg<T> argument)
    {
        ObjectCell? cell = argument.Cell;
        if (cell is null)
        {
            return;
        }

        if (!cell.IsCompleted)
        {
            if (!_forSending || !cell.IsSendable)
            {
                Pending++;
                FirstPending ??= cell;
            }
        }
        else if (!cell.HasSucceeded)
        {
            FirstFailed ??= cell;
        }

        _all?.Add(cell);
    }
}
