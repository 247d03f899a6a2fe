using RayNet.Runtime.Resources;
using RayNet.Runtime.Sharing;

namespace RayNet.Runtime.Scheduling.Tests;

/// <summary>Room that is kept for those that have waited long.</summary>
public sealed class ReservationTests
{
    private static readonly ResourceVector Free = ResourceVector.From(ResourceDemand.Create(2, 1, 0, null));

    [Fact]
    public void Room_is_kept_for_the_first_in_order_when_it_has_waited_long_and_lacks_something()
    {
        ShareClaim fits = Claim(1, cpus: 2, waited: 90), fresh = Claim(2, cpus: 4, waited: 1), old = Claim(3, cpus: 4, waited: 8), over = Claim(4, cpus: 4, waited: 9) with { IsOverQuota = true };

        Assert.Null(Reservation.Find([fits, old], Free));
        Assert.Null(Reservation.Find([fresh, old], Free));
        Assert.Same(old, Reservation.Find([old, fits], Free));
        Assert.Same(old, Reservation.Find([over, old], Free));
        Assert.Null(Reservation.Find([over], Free));
    }

    [Fact]
    public void The_chosen_one_stays_so_until_it_is_served_unless_something_more_important_comes()
    {
        ShareClaim other = Claim(1, cpus: 1, waited: 90), kept = Claim(2, cpus: 1, waited: 8), urgent = Claim(3, cpus: 4, waited: 6) with { Priority = 1 };

        Assert.Same(kept, Reservation.Find([other, kept], Free, before: 2));
        Assert.Null(Reservation.Find([other, kept], Free));
        Assert.Same(urgent, Reservation.Find([urgent, other, kept], Free, before: 2));
    }

    [Fact]
    public void Others_start_only_with_what_the_kept_one_does_not_need_unless_they_are_more_important()
    {
        ShareClaim kept = Claim(1, cpus: 1, waited: 10) with { Demand = ResourceDemand.Create(1, 2, 0, null) };

        Assert.True(Reservation.Allows(kept, Free, 0, ResourceDemand.Create(1, 0, 0, null)));
        Assert.False(Reservation.Allows(kept, Free, 0, ResourceDemand.Create(2, 0, 0, null)));
        Assert.False(Reservation.Allows(kept, Free, 0, ResourceDemand.Create(0, 1, 0, null)));
        Assert.True(Reservation.Allows(kept, Free, 1, ResourceDemand.Create(2, 1, 0, null)));
        Assert.True(Reservation.Allows(kept, Free, 0, ResourceDemand.Create(0, 0, 1 << 20, null)));
    }

    [Fact]
    public void It_pauses_so_that_those_it_keeps_out_get_on_when_the_holders_wait_for_them()
    {
        double period = Reservation.Period.TotalSeconds;
        double delay = Reservation.Delay.TotalSeconds;

        Assert.NotNull(Reservation.Find([Claim(1, 4, delay)], Free));
        Assert.NotNull(Reservation.Find([Claim(1, 4, delay + period - 1)], Free));
        Assert.Null(Reservation.Find([Claim(1, 4, delay + period)], Free));
        Assert.NotNull(Reservation.Find([Claim(1, 4, delay + (2 * period))], Free));
    }

    private static ShareClaim Claim(long number, double cpus, double waited) =>
        new(number, new JobId(1, (ulong)number), "team", 0, 0, ResourceDemand.Create(cpus, 0, 0, null), TimeSpan.FromSeconds(waited));
}
