namespace RayNet;

/// <summary>Every exception that RayNet makes itself, whatever its base class.</summary>
public interface IRayError
{
    /// <summary>What failed.</summary>
    RayErrorCode Code { get; }
}
