using Microsoft.CodeAnalysis;
using RayNet.Roslyn.Types;

namespace RayNet.Roslyn.Parsing;

/// <summary>What the parsers of one declaration share: the known symbols, the problems found and the types reached.</summary>
internal sealed class ParseContext(KnownSymbols known, List<Problem>? problems, CancellationToken cancellationToken)
{
    private readonly Dictionary<string, TypeShape> _shapes = new(StringComparer.Ordinal);

    internal KnownSymbols Known { get; } = known;

    internal CancellationToken CancellationToken { get; } = cancellationToken;

    /// <summary>Whether anything was wrong, also when nobody listens.</summary>
    internal bool HasFailed { get; private set; }

    /// <summary>The types that need generated traits, in a stable order.</summary>
    internal EquatableArray<TypeShape> Shapes
    {
        get
        {
            var shapes = new TypeShape[_shapes.Count];
            _shapes.Values.CopyTo(shapes, 0);
            Array.Sort(shapes, static (left, right) => string.CompareOrdinal(left.TraitsName, right.TraitsName));
            return new EquatableArray<TypeShape>(shapes);
        }
    }

    /// <summary>A context of its own for a member that is left out alone when it is wrong.</summary>
    internal ParseContext ForMember(bool listen = true) => new(Known, listen ? problems : null, CancellationToken);

    internal void Report(string id, Location location, params string[] arguments)
    {
        HasFailed = true;
        problems?.Add(new Problem(id, location, new EquatableArray<string>(arguments)));
    }

    /// <summary>The compiler reports what is wrong.</summary>
    internal void FailSilently() => HasFailed = true;

    internal TypeUse ParseType(ITypeSymbol type)
    {
        TypeUse use = TypeShapeParser.For(Known.Compilation).Parse(type);
        AddShapes(use.Shapes);
        return use;
    }

    internal void AddShapes(EquatableArray<TypeShape> shapes)
    {
        foreach (TypeShape shape in shapes)
        {
            _shapes[shape.TraitsName] = shape;
        }
    }
}
