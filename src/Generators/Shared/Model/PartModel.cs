namespace RayNet.Roslyn.Model;

/// <summary>An element of a returned tuple.</summary>
/// <param name="Name">The user's name; <see langword="null"/> without one.</param>
/// <param name="Type">The type as source text.</param>
/// <param name="Copy">The method that makes deep copies; <see langword="null"/> for immutable types.</param>
internal sealed record PartModel(string? Name, string Type, string? Copy);
