namespace RayNet;

/// <summary>A value was not available within the time given to <c>Get</c>. The reference stays usable.</summary>
public sealed class GetTimeoutException : TimeoutException, IRayError
{
    /// <summary>Creates the exception.</summary>
    /// <param name="message">What was waited for and how long.</param>
    public GetTimeoutException(string message)
        : base(message)
    {
    }

    /// <inheritdoc />
    public RayErrorCode Code => RayErrorCode.GetTimedOut;
}
