using RayNet.Runtime.Cluster.Transfer;

namespace RayNet.Runtime.Cluster.Tests.Transfer;

/// <summary>How much a node takes in at a time.</summary>
public sealed class PullAdmissionTests
{
    private readonly PullAdmission _admission = new(100);

    [Fact]
    public void What_fits_comes_at_once_and_the_rest_waits()
    {
        Assert.True(_admission.EnterAsync(60, isGet: true).IsCompleted);
        Task second = _admission.EnterAsync(60, isGet: true);
        Assert.False(second.IsCompleted);

        _admission.Leave(60);

        Assert.True(second.IsCompleted);
    }

    [Fact]
    public void An_object_that_is_larger_than_the_bound_comes_alone()
    {
        Assert.True(_admission.EnterAsync(1000, isGet: true).IsCompleted);
        Task small = _admission.EnterAsync(1, isGet: true);
        Assert.False(small.IsCompleted);

        _admission.Leave(1000);

        Assert.True(small.IsCompleted);
    }

    [Fact]
    public void A_get_goes_before_arguments_that_wait_longer()
    {
        _ = _admission.EnterAsync(100, isGet: false);
        Task argument = _admission.EnterAsync(100, isGet: false);
        Task get = _admission.EnterAsync(100, isGet: true);

        _admission.Leave(100);
        Assert.Equal((true, false), (get.IsCompleted, argument.IsCompleted));

        _admission.Leave(100);
        Assert.True(argument.IsCompleted);
    }
}
