namespace RayNet.CompilerServices;

/// <summary>What is done with a cell by the type of its value.</summary>
internal interface ICellVisitor
{
    void Visit<T>(ObjectCell<T> cell);
}
