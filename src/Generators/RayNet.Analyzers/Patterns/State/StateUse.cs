using Microsoft.CodeAnalysis;

namespace RayNet.Analyzers.Patterns.State;

/// <summary>A place where a method of an actor changes or returns a piece of its state.</summary>
/// <param name="state">The field, property or parameter of the primary constructor.</param>
/// <param name="method">The method.</param>
/// <param name="operation">What it does.</param>
/// <param name="isContent">Whether it changes the content, not which object the state is.</param>
internal sealed class StateUse(ISymbol state, IMethodSymbol method, IOperation operation, bool isContent)
{
    internal ISymbol State { get; } = state;

    internal IMethodSymbol Method { get; } = method;

    internal IOperation Operation { get; } = operation;

    internal bool IsContent { get; } = isContent;
}
