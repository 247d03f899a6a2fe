namespace RayNet.Roslyn.Model;

/// <summary>The class marked [RayStartup].</summary>
/// <param name="FullName">The class as source text.</param>
internal sealed record StartupModel(string FullName);
