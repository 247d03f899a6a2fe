namespace RayNet.Runtime.Head.Effects;

/// <summary>A job has ended.</summary>
internal sealed record JobEnded(JobId Job) : HeadEffect;
