using System.Collections.Concurrent;
using Microsoft.CodeAnalysis;

namespace RayNet.Analyzers.Patterns.Actors;

/// <summary>Which methods of actors wait for which; filled while the compilation is analysed, searched at its end.</summary>
internal sealed class WaitGraph(RaySymbols symbols)
{
    private const int MaxLength = 6;

    private readonly ConcurrentDictionary<IMethodSymbol, ConcurrentBag<WaitEdge>> _waits = new(SymbolEqualityComparer.Default);
    private readonly ConcurrentDictionary<IMethodSymbol, ConcurrentBag<IMethodSymbol>> _calls = new(SymbolEqualityComparer.Default);
    private readonly ConcurrentDictionary<IFieldSymbol, bool> _created = new(SymbolEqualityComparer.Default);
    private readonly ConcurrentDictionary<INamedTypeSymbol, bool> _reconfigured = new(SymbolEqualityComparer.Default);

    internal void AddWait(IMethodSymbol caller, WaitEdge edge) => _waits.GetOrAdd(caller, static _ => []).Add(edge);

    internal void AddCall(IMethodSymbol caller, IMethodSymbol callee) => _calls.GetOrAdd(caller, static _ => []).Add(callee);

    /// <summary>A field gets a handle: of an actor that is created there, or of another.</summary>
    internal void AddAssignment(IFieldSymbol field, bool isCreated) => _created.AddOrUpdate(field, isCreated, (_, known) => known && isCreated);

    /// <summary>Actors of the class are created with another limit than that of the attribute.</summary>
    internal void AddLimit(INamedTypeSymbol actor) => _reconfigured[actor] = true;

    internal void Report(Action<Diagnostic> report)
    {
        IEnumerable<IMethodSymbol> callers = _waits.Keys.Concat(_calls.Keys).Distinct<IMethodSymbol>(SymbolEqualityComparer.Default);
        var reported = new HashSet<Location>();
        foreach (IMethodSymbol method in callers.OrderBy(static method => method.ToDisplayString(), StringComparer.Ordinal))
        {
            INamedTypeSymbol actor = method.ContainingType;
            if (_reconfigured.ContainsKey(actor) || !ActorFacts.IsRemote(method, actor, symbols.Known))
            {
                continue;
            }

            foreach (WaitEdge edge in Waits(method))
            {
                if (Find(actor, method, edge) is { } path && reported.Add(edge.Location))
                {
                    report(Diagnostic.Create(
                        PatternDescriptors.ActorDeadlock,
                        edge.Location,
                        actor.Name + "." + method.Name,
                        path[path.Count - 1].Name,
                        Explain(actor, method, path)));
                }
            }
        }
    }

    private static string Explain(INamedTypeSymbol actor, IMethodSymbol method, List<WaitEdge> path) => path.Count == 1
        ? "an actor runs one call at a time; call the method directly"
        : $"{actor.Name}.{method.Name} → {string.Join(" → ", path.Select(static edge => edge.Name))} is a circle when it comes back to the same actor; return the reference in place of awaiting it, or give one of the methods a concurrency group of its own";

    private List<WaitEdge>? Find(INamedTypeSymbol actor, IMethodSymbol method, WaitEdge first)
    {
        if (first.Handle == HandleOrigin.Self)
        {
            return Blocks(actor, method, first) ? [first] : null;
        }

        return Same(first.Actor, actor) ? null : Search(actor, method, [first]);
    }

    private List<WaitEdge>? Search(INamedTypeSymbol actor, IMethodSymbol method, List<WaitEdge> path)
    {
        if (path.Count == MaxLength)
        {
            return null;
        }

        foreach (WaitEdge next in Waits(path[path.Count - 1].Method))
        {
            List<WaitEdge> longer = [.. path, next];
            if (Same(next.Actor, actor))
            {
                if (next.Handle != HandleOrigin.Self && Blocks(actor, method, next) && !longer.TrueForAll(IsCreated))
                {
                    return longer;
                }
            }
            else if (next.Handle != HandleOrigin.Self && !path.Exists(edge => Same(edge.Method, next.Method)) && Search(actor, method, longer) is { } found)
            {
                return found;
            }
        }

        return null;
    }

    private bool Blocks(INamedTypeSymbol actor, IMethodSymbol running, WaitEdge waiting) => !ActorFacts.CanOverlap(actor, running, waiting.Method, symbols.Known);

    private bool IsCreated(WaitEdge edge) => edge.Handle == HandleOrigin.Created
        || (edge.Field is { } field && _created.TryGetValue(field, out bool isCreated) && isCreated);

    /// <summary>The waits of a method and of those of the same class that it calls.</summary>
    private List<WaitEdge> Waits(IMethodSymbol method)
    {
        var waits = new List<WaitEdge>();
        var seen = new HashSet<ISymbol>(SymbolEqualityComparer.Default);
        var pending = new Stack<IMethodSymbol>();
        pending.Push(method);
        while (pending.Count > 0)
        {
            IMethodSymbol current = pending.Pop();
            if (!seen.Add(current))
            {
                continue;
            }

            if (_waits.TryGetValue(current, out ConcurrentBag<WaitEdge>? own))
            {
                waits.AddRange(own);
            }

            if (_calls.TryGetValue(current, out ConcurrentBag<IMethodSymbol>? callees))
            {
                foreach (IMethodSymbol callee in callees)
                {
                    pending.Push(callee);
                }
            }
        }

        waits.Sort(static (left, right) => left.Location.SourceSpan.Start.CompareTo(right.Location.SourceSpan.Start));
        return waits;
    }

    private static bool Same(ISymbol left, ISymbol right) => SymbolEqualityComparer.Default.Equals(left, right);
}
