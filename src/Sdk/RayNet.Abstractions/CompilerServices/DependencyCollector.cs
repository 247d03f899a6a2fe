using System.ComponentModel;

namespace RayNet.CompilerServices;

/// <summary>Collects the references among the arguments of a call.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public ref struct DependencyCollector
{
    private readonly List<ObjectCell>? _all;

    internal DependencyCollector(List<ObjectCell>? all) => _all = all;

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
            Pending++;
            FirstPending ??= cell;
        }
        else if (!cell.HasSucceeded)
        {
            FirstFailed ??= cell;
        }

        _all?.Add(cell);
    }
}
