using RayNet.Generators.Incremental;
using RayNet.Roslyn;
using RayNet.Roslyn.Types;

namespace RayNet.Generators.Types;

/// <summary>Brings the types of all signatures together, each once and in a stable order.</summary>
internal sealed class ShapeSet
{
    private readonly Dictionary<string, TypeShape> _byName = new(StringComparer.Ordinal);

    internal void Add(EquatableArray<TypeShape> shapes)
    {
        foreach (TypeShape shape in shapes)
        {
            _byName[shape.TraitsName] = shape;
        }
    }

    /// <summary>Adds the types of readings.</summary>
    /// <returns>The models without them.</returns>
    internal EquatableArray<T> Take<T>(EquatableArray<Reading<T>> readings)
        where T : class, IEquatable<T>
    {
        var models = new T[readings.Count];
        for (int i = 0; i < models.Length; i++)
        {
            models[i] = readings[i].Model;
            Add(readings[i].Shapes);
        }

        return new EquatableArray<T>(models);
    }

    internal EquatableArray<TypeShape> ToSorted()
    {
        var shapes = new TypeShape[_byName.Count];
        _byName.Values.CopyTo(shapes, 0);
        Array.Sort(shapes, static (left, right) => string.CompareOrdinal(left.TraitsName, right.TraitsName));
        return new EquatableArray<TypeShape>(shapes);
    }
}
