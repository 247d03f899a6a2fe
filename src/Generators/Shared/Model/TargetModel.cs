namespace RayNet.Roslyn.Model;

/// <summary>The instance that an instance task runs on; it is built for each call.</summary>
/// <param name="Parameters">The parameters of the constructor.</param>
/// <param name="Disposal">How it is disposed.</param>
internal sealed record TargetModel(EquatableArray<ParameterModel> Parameters, DisposalKind Disposal);
