using RayNet.Roslyn;
using RayNet.Roslyn.Types;

namespace RayNet.Generators.Incremental;

/// <summary>What was read of a declaration. The types stand apart: one that changes its members changes its shape only, and what is generated for the declaration stays as it is.</summary>
/// <typeparam name="T">The model.</typeparam>
/// <param name="Model">The model, without the types that it reaches.</param>
/// <param name="Shapes">The types that need generated traits.</param>
internal sealed record Reading<T>(T Model, EquatableArray<TypeShape> Shapes)
    where T : class;
