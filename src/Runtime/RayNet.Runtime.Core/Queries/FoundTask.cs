using RayNet.CompilerServices;

namespace RayNet.Runtime.Queries;

/// <summary>A task that a question has found.</summary>
/// <param name="Task">What is known of it.</param>
/// <param name="Cell">Its call.</param>
/// <param name="Table">Where it was found.</param>
/// <param name="Place">At which place.</param>
internal readonly record struct FoundTask(TaskInfo Task, ObjectCell Cell, CallTable Table, long Place)
{
    /// <summary>Where a later question goes on.</summary>
    internal CallPosition After => new(Table.Section, Table.Number, Table.PlaceAfter(Place, Cell));
}
